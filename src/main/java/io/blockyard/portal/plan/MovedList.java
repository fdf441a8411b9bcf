package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.blockyard.iac.Plan;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.List;
import java.util.UUID;

/** What a plan does otherwise than the plan that it was made anew of. */
final class MovedList extends Div {

    MovedList(UUID replaced, List<Plan.Moved> moved) {
        addClassName("card");
        Parts.named(this, "plan-moved");
        var link = Parts.link("plans/" + replaced, t("plan.moved.old"));
        add(Parts.box("row", new H2(t("plan.moved")), link));
        if (moved.isEmpty()) {
            add(Parts.hint(t("plan.moved.nothing")));
            return;
        }
        var table = new CardTable(
                t("plan.moved"),
                List.of(t("plan.moved.what"), t("plan.moved.was"), t("plan.moved.now"), t("plan.moved.attributes")));
        moved.forEach(one -> table.row(
                new Span(Words.resource(one.address())),
                new Span(t("plan.action." + one.was().wire())),
                new Span(t("plan.action." + one.now().wire())),
                new Span(String.join(", ", one.attributes()))));
        add(table);
    }
}
