package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import io.blockyard.iac.Plan;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.problem.ProblemException;
import java.util.function.Consumer;

/** Saying yes or no to exactly the plan that was seen. */
final class DecisionDialog extends Dialog {

    private static final int LONGEST_COMMENT = 2000;

    private final Div problems = new Div();

    /** What a reviewer says. */
    enum Verdict {
        APPROVE,
        REJECT
    }

    /** @param decided gets the comment; what it refuses is said in the dialog, and the comment stays */
    DecisionDialog(Verdict verdict, Plan plan, Consumer<String> decided) {
        var key = verdict == Verdict.APPROVE ? "approve" : "reject";
        Parts.named(this, "decision-dialog");
        addClassName("decision");
        setHeaderTitle(t("plan." + key + ".title", plan.target().projectKey()));
        var comment = Parts.named(new TextArea(t("plan." + key + ".comment")), "decision-comment");
        comment.setMaxLength(LONGEST_COMMENT);
        comment.setWidthFull();
        comment.setMinRows(3);
        comment.setRequiredIndicatorVisible(verdict == Verdict.REJECT);
        add(Parts.box(
                "decide",
                Tally.full(plan.summary()),
                new Paragraph(t("plan." + key + ".what")),
                Parts.box(
                        "digest-line",
                        Parts.text("hint", t("plan.digest")),
                        Parts.code(Digest.shortened(plan.digest()))),
                comment,
                problems));
        var confirm = new Button(t("plan." + key), click -> {
            if (verdict == Verdict.REJECT && comment.getValue().isBlank()) {
                comment.setErrorMessage(t("plan.reject.comment.missing"));
                comment.setInvalid(true);
                return;
            }
            try {
                decided.accept(comment.getValue().strip());
                close();
            } catch (ProblemException refused) {
                Parts.replace(problems, ProblemList.of(refused.problems()));
            }
        });
        confirm.addThemeVariants(
                verdict == Verdict.APPROVE
                        ? new ButtonVariant[] {ButtonVariant.PRIMARY}
                        : new ButtonVariant[] {ButtonVariant.PRIMARY, ButtonVariant.ERROR});
        Parts.named(confirm, "decision-confirm");
        getFooter().add(Parts.button(t("action.cancel"), "decision-cancel", this::close), confirm);
        comment.focus();
    }
}
