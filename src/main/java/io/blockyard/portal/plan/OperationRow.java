package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import io.blockyard.iac.Plans.Operation;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import org.jspecify.annotations.Nullable;

/** One resource of an apply with what has become of it. */
final class OperationRow extends ListItem {

    /** Within the list alone, and not under the hands of somebody who reads it. */
    private static final String INTO_VIEW = """
            const list = this.parentElement;
            if (list && !list.matches(':hover, :focus')) {
              const row = this.getBoundingClientRect();
              const frame = list.getBoundingClientRect();
              list.scrollTop += Math.min(0, row.top - frame.top) + Math.max(0, row.bottom - frame.bottom);
            }
            """;

    private final Div mark = Parts.box("operation-mark");
    private final Span name = Parts.text("change-name", "");
    private final Span kind = Parts.text("change-kind", "");
    private final Span action = Parts.text("operation-action", "");
    private final Span status = Parts.text("operation-status", "");
    private final Span message = Parts.text("operation-message", "");
    private @Nullable Operation shown;
    private String standing = "";

    OperationRow() {
        add(mark, Parts.box("operation-words", action, name, kind, message), status);
    }

    /** @param over whether what has not begun is not going to */
    void show(Operation operation, boolean over) {
        var now = over && operation.status().equals("pending") ? "untried" : operation.status();
        if (operation.equals(shown) && now.equals(standing)) {
            return;
        }
        shown = operation;
        standing = now;
        Parts.named(this, "operation-" + operation.address());
        getElement().setAttribute("data-status", operation.status());
        var parts = operation.address().split("\\.", 3);
        action.setText(Words.named("plan.action", operation.action()));
        name.setText(parts[parts.length - 1]);
        kind.setText(Words.named("resource", parts[0]));
        status.setText(t("operation." + standing));
        status.setClassName("operation-status operation-" + standing);
        message.setText(Words.said(operation.message()));
        Parts.replace(mark, Parts.icon(icon(standing)));
        mark.setClassName("operation-mark operation-" + standing);
        if (standing.equals("running")) {
            getElement().executeJs(INTO_VIEW);
        }
    }

    private static String icon(String status) {
        return switch (status) {
            case "done" -> "check";
            case "failed" -> "alert";
            case "running" -> "refresh";
            case "undone", "untried" -> "minus";
            default -> "clock";
        };
    }
}
