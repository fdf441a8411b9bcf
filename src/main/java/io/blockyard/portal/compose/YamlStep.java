package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import io.blockyard.portal.part.CodeView;
import io.blockyard.portal.part.Parts;

/** The configuration as text: generated, and from then on the person's own when they write in it. */
final class YamlStep extends Div {

    private final Workbench workbench;
    private final CodeView editor;
    private final Div tools = Parts.box("row");

    YamlStep(Workbench workbench) {
        this.workbench = workbench;
        addClassName("stack");
        var draft = workbench.draft();
        editor = Parts.named(new CodeView(t("yaml.label"), "yaml", draft.yaml()), "yaml-editor");
        editor.editable(this::changed);
        editor.setProblems(draft.problems());
        if (draft.yaml().isBlank()) {
            add(Parts.empty("code", t("yaml.none"), t("yaml.none.hint")));
        } else {
            add(tools, editor);
            showTools();
        }
    }

    private void changed(String text) {
        workbench.yaml(text);
        editor.setProblems(workbench.draft().problems());
        showTools();
    }

    private void showTools() {
        var draft = workbench.draft();
        Parts.replace(
                tools,
                draft.yamlEdited() ? Parts.badge(t("yaml.edited"), "wait") : Parts.badge(t("yaml.generated"), "good"),
                Parts.copy(t("action.copy"), draft.yaml(), "copy-yaml"));
        if (draft.yamlEdited()) {
            tools.add(Parts.quiet(t("yaml.regenerate"), "refresh", "regenerate-yaml", () -> {
                workbench.yaml("");
                workbench.redraw();
            }));
        }
    }
}
