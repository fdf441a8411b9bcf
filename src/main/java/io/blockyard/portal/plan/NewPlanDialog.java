package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.upload.Upload;
import io.blockyard.dataiku.Sources;
import io.blockyard.iac.ConfigurationFiles;
import io.blockyard.iac.Environments;
import io.blockyard.iac.Plans;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.BoundedUpload;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.part.UploadWords;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.List;
import java.util.Map;

/** Plans a configuration from a person's disk: one YAML file, or a zip of the folder. */
final class NewPlanDialog extends Dialog {

    private static final int LARGEST = 8 << 20;

    private final SignedIn signedIn;
    private final Plans plans;
    private final PlanDestination destination;
    private final Div problems = new Div();
    private final Button make = Parts.primary(t("plan-step.make"), "new-plan-make", this::make);
    private Map<String, String> files = Map.of();

    NewPlanDialog(SignedIn signedIn, Plans plans, Sources sources, Environments environments) {
        this.signedIn = signedIn;
        this.plans = plans;
        this.destination = new PlanDestination(signedIn, sources, environments);
        Parts.named(this, "new-plan-dialog");
        addClassName("form-dialog");
        setHeaderTitle(t("plans.new"));
        make.setEnabled(false);
        add(Parts.box("stack", Parts.hint(t("plans.new.hint")), upload(), destination), problems);
        getFooter().add(Parts.button(t("action.cancel"), "new-plan-cancel", this::close), make);
    }

    private Upload upload() {
        var upload = Parts.named(
                new Upload(new BoundedUpload(LARGEST, (name, content) -> {
                    var bytes = content.readAllBytes();
                    return () -> received(name, bytes);
                })),
                "new-plan-file");
        upload.setAcceptedFileExtensions(".yml", ".yaml", ".zip");
        upload.setMaxFiles(1);
        upload.setMaxFileSize(LARGEST);
        upload.setWidthFull();
        upload.setI18n(UploadWords.of(
                t("plans.upload.choose"), t("plans.upload.drop"), t("plans.upload.wrong-type"), LARGEST));
        upload.addFileRemovedListener(removed -> {
            Parts.replace(problems);
            forget();
        });
        upload.addFileRejectedListener(rejected -> Parts.replace(
                problems,
                ProblemList.of(
                        List.of(Problem.error("", rejected.getFileName() + ": " + rejected.getErrorMessage(), "")))));
        return upload;
    }

    private void forget() {
        files = Map.of();
        make.setEnabled(false);
    }

    private void received(String name, byte[] bytes) {
        try {
            files = ConfigurationFiles.of(name, bytes);
            Parts.replace(problems);
            make.setEnabled(destination.isChosen());
        } catch (ProblemException refused) {
            forget();
            Parts.replace(problems, ProblemList.of(refused.problems()));
        }
    }

    private void make() {
        try {
            var plan = plans.create(signedIn.actor(), destination.request(files), PlanDestination.PATIENCE);
            close();
            UI.getCurrent().navigate("plans/" + plan.id());
        } catch (ProblemException refused) {
            Parts.replace(problems, ProblemList.of(refused.problems()));
        }
    }
}
