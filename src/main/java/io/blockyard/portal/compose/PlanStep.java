package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources;
import io.blockyard.iac.Plans;
import io.blockyard.iac.Plans.PlanRequest;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where it should go, and making the plan. Nothing changes there before somebody has approved the plan. */
final class PlanStep extends Div {

    private static final String ENVIRONMENT = "dev";
    private static final String FILE = "project.yml";

    PlanStep(Workbench workbench, SignedIn signedIn, Sources sources, Plans plans) {
        addClassName("stack");
        var draft = workbench.draft();
        var target = Parts.named(new Select<Source>(), "plan-target");
        target.setLabel(t("plan-step.target"));
        target.setHelperText(t("plan-step.target.hint"));
        target.setItemLabelGenerator(Source::name);
        var known = sources.instances(signedIn.actor());
        target.setItems(known);
        known.stream().findFirst().ifPresent(target::setValue);

        boolean broken = draft.yaml().isBlank() || draft.problems().stream().anyMatch(Problem::isError);
        var make = Parts.primary(t("plan-step.make"), "make-plan", () -> {
            var request = new PlanRequest(
                    Map.of(FILE, draft.yaml()), ENVIRONMENT, target.getValue().name());
            var plan = plans.create(signedIn.actor(), request);
            UI.getCurrent().navigate("plans/" + plan.id());
        });
        make.setEnabled(!broken && !known.isEmpty());
        var blocks =
                draft.members().stream().map(member -> member.manifest().name()).collect(Collectors.joining(", "));
        add(Parts.box(
                "card",
                Parts.box(
                        "stack",
                        Parts.facts(List.of(
                                new Parts.Fact(
                                        t("plan-step.project"),
                                        draft.project().name() + " ("
                                                + draft.project().key() + ")"),
                                new Parts.Fact(t("plan-step.blocks"), blocks),
                                new Parts.Fact(
                                        t("plan-step.wires"),
                                        Integer.toString(draft.wires().size())))),
                        Parts.box("form-grid", target),
                        Parts.hint(t(broken ? "plan-step.broken" : "plan-step.safe")),
                        Parts.box("row", make))));
    }
}
