package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.blockyard.dataiku.DssBundle;
import io.blockyard.dataiku.ProjectBundles;
import io.blockyard.dataiku.ProjectReader.ProjectSummary;
import io.blockyard.dataiku.Sources;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Later;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.util.List;

/** The bundles that a DSS instance keeps of its projects: to look at, to download, and to make another. */
final class BundlesDialog extends Dialog {

    private final SignedIn signedIn;
    private final ProjectBundles bundles;
    private final String source;
    private final Select<ProjectSummary> project = Parts.named(new Select<>(), "bundles-project");
    private final Div list = Parts.box("stack");
    private final TextField id = Parts.named(new TextField(t("bundles.id")), "bundles-id");
    private final TextField notes = Parts.named(new TextField(t("bundles.notes")), "bundles-notes");
    private final Div problems = new Div();

    BundlesDialog(SignedIn signedIn, Sources sources, ProjectBundles bundles, String source) {
        this.signedIn = signedIn;
        this.bundles = bundles;
        this.source = source;
        Parts.named(this, "bundles-dialog");
        addClassName("form-dialog");
        setHeaderTitle(t("bundles.of", source));
        id.setHelperText(t("bundles.id.hint"));
        project.setLabel(t("bundles.project"));
        project.setItemLabelGenerator(one -> one.name() + " (" + one.key() + ")");
        project.addValueChangeListener(chosen -> show());
        var choice = Parts.box("stack");
        add(Parts.box("stack", choice, list, problems));
        var actor = signedIn.actor();
        Later.fill(choice, t("sources.reading", source), () -> sources.projects(actor, source), this::choice);
        getFooter().add(Parts.button(t("action.close"), "bundles-close", this::close));
    }

    private Component choice(List<ProjectSummary> projects) {
        project.setItems(projects);
        if (!projects.isEmpty()) {
            project.setValue(projects.getFirst());
        }
        return Parts.box(
                "stack",
                project,
                Parts.box("form-pair", id, notes),
                Parts.box("row", Parts.primary(t("bundles.make"), "bundles-make", this::make)));
    }

    private void show() {
        var actor = signedIn.actor();
        var key = project.getValue().key();
        Later.fill(list, t("bundles.reading", key), () -> bundles.all(actor, source, key), found -> table(key, found));
    }

    private Component table(String key, List<DssBundle> found) {
        if (found.isEmpty()) {
            return Parts.hint(t("bundles.none", key));
        }
        var table =
                new CardTable(t("bundles.of", key), List.of(t("bundles.id"), t("bundles.notes"), t("action.column")));
        found.forEach(bundle ->
                table.row(Parts.code(bundle.id()), CardTable.text(bundle.releaseNotes()), download(key, bundle.id())));
        return table;
    }

    private Anchor download(String key, String bundle) {
        var actor = signedIn.actor();
        var handler = DownloadHandler.fromInputStream(event -> {
            try {
                var zip = bundles.zip(actor, source, key, bundle);
                return new DownloadResponse(
                        new ByteArrayInputStream(zip), key + "_" + bundle + ".zip", "application/zip", zip.length);
            } catch (ProblemException refused) {
                return DownloadResponse.error(502, refused.problems().getFirst().sentence());
            }
        });
        var anchor = Parts.named(new Anchor(handler, t("bundles.download")), "bundle-" + bundle);
        anchor.getElement().setAttribute("aria-label", t("bundles.download.of", bundle));
        return anchor;
    }

    private void make() {
        try {
            var made = bundles.create(
                    signedIn.actor(),
                    source,
                    project.getValue().key(),
                    id.getValue().strip(),
                    notes.getValue());
            Parts.replace(problems);
            id.clear();
            notes.clear();
            Notices.done(t("bundles.made", made.id()));
            show();
        } catch (ProblemException refused) {
            Parts.replace(problems, ProblemList.of(refused.problems()));
        }
    }
}
