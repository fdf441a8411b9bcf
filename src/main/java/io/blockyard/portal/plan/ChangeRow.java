package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;

/** One resource in one line; what is different is made when somebody opens it. */
final class ChangeRow extends Details {

    ChangeRow(ResourceChange change) {
        addClassName("change");
        Parts.named(this, "change-" + change.address());
        setSummary(head(change));
        addOpenedChangeListener(event -> {
            if (event.isOpened() && getContent().findAny().isEmpty()) {
                add(new ChangeDetail(change));
            }
        });
    }

    static Div head(ResourceChange change) {
        return Parts.box(
                "change-head",
                sign(change.action()),
                Parts.box(
                        "change-words",
                        Parts.text("change-name", change.name()),
                        Parts.text("change-kind", Words.named("resource", change.type())),
                        Parts.text(
                                "change-reason", change.action() == Action.NO_OP ? "" : Words.said(change.reason()))));
    }

    private static Div sign(Action action) {
        var mark = Parts.text("mark", Tally.sign(action));
        mark.getElement().setAttribute("aria-hidden", "true");
        var sign = Parts.box("change-sign", mark, Parts.text("visually-hidden", t("plan.action." + action.wire())));
        sign.addClassName("tone-" + action.wire());
        return sign;
    }
}
