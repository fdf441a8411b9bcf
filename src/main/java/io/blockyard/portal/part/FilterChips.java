package io.blockyard.portal.part;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;

/** A few small switches beside each other, each with how many things it would show. */
public final class FilterChips extends Div {

    /** @param name read out as the name of the group */
    public FilterChips(String name) {
        addClassName("chips");
        getElement().setAttribute("role", "group").setAttribute("aria-label", name);
    }

    /** Adds a switch; choosing it runs the action. */
    public void chip(String text, long count, boolean chosen, String testId, Runnable action) {
        var words = Parts.box("chip-words", Parts.text("chip-name", text), Parts.text("count", Long.toString(count)));
        var chip = Parts.named(new Button(words, click -> action.run()), testId);
        chip.addClassName("chip");
        chip.getElement().setAttribute("aria-pressed", Boolean.toString(chosen));
        add(chip);
    }
}
