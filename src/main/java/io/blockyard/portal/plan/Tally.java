package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.blockyard.iac.Plan;
import io.blockyard.iac.Plan.Action;
import io.blockyard.portal.part.Parts;

/** How much a plan creates, changes and deletes: {@code + 12 to create}, {@code ~ 1 to change}, {@code − 0 to delete}. */
final class Tally extends Div {

    private Tally() {
        addClassName("tallies");
    }

    /** With words beside the numbers. */
    static Tally full(Plan.Summary summary) {
        var tally = new Tally();
        for (var action : new Action[] {Action.CREATE, Action.UPDATE, Action.DELETE}) {
            int count = count(summary, action);
            var part = Parts.box(
                    "tally",
                    Parts.text("number", sign(action) + " " + count),
                    new Span(t("plan.tally." + action.wire(), count)));
            part.addClassName(count == 0 ? "none" : action.wire());
            tally.add(part);
        }
        return tally;
    }

    /** Numbers only; the words are read out. */
    static Tally brief(Plan.Summary summary) {
        var tally = new Tally();
        tally.addClassName("brief");
        for (var action : new Action[] {Action.CREATE, Action.UPDATE, Action.DELETE}) {
            int count = count(summary, action);
            var number = Parts.text("tally", sign(action) + " " + count);
            number.addClassName(count == 0 ? "none" : action.wire());
            number.getElement().setAttribute("aria-hidden", "true");
            tally.add(
                    number,
                    Parts.text("visually-hidden", count + " " + t("plan.tally." + action.wire(), count) + ", "));
        }
        return tally;
    }

    static String sign(Action action) {
        return switch (action) {
            case CREATE -> "+";
            case UPDATE -> "~";
            case DELETE -> "−";
            case NO_OP -> "=";
        };
    }

    static int count(Plan.Summary summary, Action action) {
        return switch (action) {
            case CREATE -> summary.create();
            case UPDATE -> summary.update();
            case DELETE -> summary.delete();
            case NO_OP -> summary.noOp();
        };
    }
}
