package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import io.blockyard.dataiku.Diagnosis;
import io.blockyard.dataiku.Diagnosis.Outcome;
import io.blockyard.portal.part.Parts;
import java.util.Locale;

/** What a test of a source found: the gist, and each step from the bottom up. */
final class DiagnosisList extends Div {

    DiagnosisList(String source, Diagnosis found) {
        addClassName("diagnosis");
        addClassName(found.ok() ? "ok" : "not-ok");
        Parts.named(this, "diagnosis-" + source);
        var steps = new OrderedList();
        steps.addClassName("diagnosis-steps");
        found.steps().forEach(step -> steps.add(item(step)));
        add(Parts.box(
                "diagnosis-gist",
                Parts.icon(found.ok() ? "check" : "alert"),
                Parts.text("diagnosis-words", found.ok() ? found.message() : t("diagnosis.not-ok", source))));
        add(steps);
    }

    private static ListItem item(Diagnosis.Step step) {
        var words = Parts.box(
                "step-words",
                Parts.text("step-name", t("diagnosis." + step.name().name().toLowerCase(Locale.ROOT))),
                Parts.text("step-message", message(step)));
        if (!step.remedy().isEmpty()) {
            words.add(Parts.text("step-remedy", step.remedy()));
        }
        var item = new ListItem(Parts.icon(icon(step.outcome())), words);
        item.addClassNames("diagnosis-step", step.outcome().name().toLowerCase(Locale.ROOT));
        return item;
    }

    private static String message(Diagnosis.Step step) {
        return step.outcome() == Outcome.SKIPPED ? t("diagnosis.skipped") : step.message();
    }

    private static String icon(Outcome outcome) {
        return switch (outcome) {
            case OK -> "check";
            case WARNING -> "info";
            case FAILED -> "cross";
            case SKIPPED -> "minus";
        };
    }
}
