package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.problem.ProblemException;
import java.util.function.Consumer;

/** Asks for a few words: a comment, or the project's key as the confirmation of a roll-back. */
final class WordDialog extends Dialog {

    private static final int LONGEST_COMMENT = 2000;

    private final Div problems = new Div();
    private final Button confirm;

    private <F extends Component & HasValue<?, String> & Focusable<?>> WordDialog(
            String id, String title, String what, String action, F field, Consumer<String> said, Runnable changed) {
        Parts.named(this, id + "-dialog");
        addClassName("form-dialog");
        setHeaderTitle(title);
        add(Parts.box("decide", new Paragraph(what), field), problems);
        confirm = Parts.primary(action, id + "-confirm", () -> submit(field.getValue(), said, changed));
        getFooter().add(Parts.button(t("action.cancel"), id + "-cancel", this::close), confirm);
        field.focus();
    }

    static WordDialog comment(Consumer<String> said, Runnable changed) {
        var text = Parts.named(new TextArea(t("plan.comment.text")), "comment-text");
        text.setMaxLength(LONGEST_COMMENT);
        text.setWidthFull();
        text.setMinRows(3);
        return new WordDialog(
                "comment", t("plan.comment"), t("plan.comment.what"), t("plan.comment.do"), text, said, changed);
    }

    static WordDialog override(String policy, Consumer<String> said, Runnable changed) {
        var reason = Parts.named(new TextArea(t("plan.override.reason")), "override-reason");
        reason.setMaxLength(LONGEST_COMMENT);
        reason.setWidthFull();
        reason.setMinRows(3);
        return new WordDialog(
                "override",
                t("plan.override.title", policy),
                t("plan.override.what"),
                t("plan.override"),
                reason,
                said,
                changed);
    }

    static WordDialog rollBack(String projectKey, Consumer<String> said, Runnable changed) {
        var key = Parts.named(new TextField(t("plan.roll-back.key", projectKey)), "roll-back-key");
        key.setWidthFull();
        var dialog = new WordDialog(
                "roll-back",
                t("plan.roll-back.title", projectKey),
                t("plan.roll-back.what"),
                t("plan.roll-back"),
                key,
                said,
                changed);
        dialog.confirm.addThemeVariants(ButtonVariant.ERROR);
        return dialog;
    }

    private void submit(String text, Consumer<String> said, Runnable changed) {
        try {
            said.accept(text.strip());
            close();
            changed.run();
        } catch (ProblemException refused) {
            Parts.replace(problems, ProblemList.of(refused.problems()));
        }
    }
}
