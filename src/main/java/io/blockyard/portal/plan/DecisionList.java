package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.blockyard.iac.Plans.Decision;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import java.util.List;

/** Who said what of a plan, when, and why. */
final class DecisionList extends Div {

    DecisionList(List<Decision> decisions) {
        addClassName("decisions");
        for (var decision : decisions) {
            var said = Parts.box(
                    "decision-said",
                    new Span(t(words(decision), decision.person(), decision.subject())),
                    Moment.ago(decision.at()));
            if (!decision.digest().isEmpty()) {
                said.add(Parts.code(Digest.shortened(decision.digest())));
            }
            var words = Parts.box("decision-words", said);
            if (!decision.comment().isBlank()) {
                words.add(new Paragraph(decision.comment()));
            }
            add(row(decision, words));
        }
    }

    private static Div row(Decision decision, Div words) {
        var icon = switch (decision.decision()) {
            case "approve" -> "check";
            case "reject" -> "cross";
            default -> "edit";
        };
        var row = Parts.box("decision-row", Parts.icon(icon), words);
        switch (decision.decision()) {
            case "approve" -> row.addClassName("yes");
            case "reject" -> row.addClassName("no");
            case "override" -> row.addClassName("but");
            default -> row.addClassName("said");
        }
        return row;
    }

    private static String words(Decision decision) {
        return switch (decision.decision()) {
            case "approve" -> "plan.decision.approved";
            case "reject" -> "plan.decision.rejected";
            case "override" -> "plan.decision.overrode";
            default -> "plan.decision.said";
        };
    }
}
