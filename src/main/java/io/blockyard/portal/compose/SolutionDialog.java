package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.blockyard.compose.Composition;
import io.blockyard.compose.SolutionChoice;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import java.util.function.Function;

/** Names the solution that a draft becomes, and leads to its page. */
final class SolutionDialog {

    private SolutionDialog() {}

    /** @param save publishes it and answers its reference */
    static void open(Composition draft, Function<SolutionChoice, String> save) {
        var name = Parts.named(new TextField(t("solution.name"), draft.project().name(), ""), "solution-name");
        var id = Parts.named(new TextField(t("solution.id")), "solution-id");
        id.setHelperText(t("solution.id.hint"));
        id.setValue(NamesStep.keyFor(draft.project().name()));
        name.addValueChangeListener(change -> {
            if (id.isEmpty() || id.getValue().equals(NamesStep.keyFor(change.getOldValue()))) {
                id.setValue(NamesStep.keyFor(change.getValue()));
            }
        });
        var about = Parts.named(new TextArea(t("solution.description")), "solution-description");
        about.setHelperText(t("solution.description.hint"));
        about.setValue(draft.intent());
        new FormDialog(
                        "solution",
                        t("solution.save"),
                        t("solution.publish"),
                        () -> {
                            var choice = SolutionChoice.of(id.getValue().strip(), name.getValue(), about.getValue());
                            Notices.done(t("solution.published", save.apply(choice)));
                            UI.getCurrent().navigate("blocks/" + choice.blockId() + "/flow");
                        },
                        name,
                        id,
                        about)
                .open();
    }
}
