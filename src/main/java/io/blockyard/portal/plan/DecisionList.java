package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.blockyard.iac.Plans.Decision;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import java.util.List;

/** Who said yes or no, when, and why. */
final class DecisionList extends Div {

    DecisionList(List<Decision> decisions) {
        addClassName("decisions");
        for (var decision : decisions) {
            boolean yes = decision.decision().equals("approve");
            var said = Parts.box(
                    "decision-said",
                    new Span(t(yes ? "plan.decision.approved" : "plan.decision.rejected", decision.person())),
                    Moment.ago(decision.at()),
                    Parts.code(Digest.shortened(decision.digest())));
            var words = Parts.box("decision-words", said);
            if (!decision.comment().isBlank()) {
                words.add(new Paragraph(decision.comment()));
            }
            var row = Parts.box("decision-row", Parts.icon(yes ? "check" : "cross"), words);
            row.addClassName(yes ? "yes" : "no");
            add(row);
        }
    }
}
