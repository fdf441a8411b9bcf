package io.blockyard.portal.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import io.blockyard.problem.ProblemException;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** What takes a while, such as asking another server, fills its place when it is there; the page does not wait. */
public final class Later {

    private Later() {}

    /**
     * Fills a place.
     *
     * @param meanwhile what is said until then
     * @param work runs beside the page, which it must not touch
     * @param show makes the content of what the work found
     */
    public static <T> void fill(Div place, String meanwhile, Callable<T> work, Function<T, Component> show) {
        var ui = UI.getCurrent();
        var waiting = Parts.box("waiting", Parts.icon("clock"), Parts.text("hint", meanwhile));
        place.getElement().setAttribute("aria-busy", "true");
        Parts.replace(place, waiting);
        Thread.startVirtualThread(() -> {
            Answer<T> answer;
            try {
                answer = new Answer.Found<>(work.call());
            } catch (ProblemException refused) {
                answer = new Answer.Refused<>(refused);
            } catch (Exception unexpected) {
                answer = new Answer.Broken<>(new IllegalStateException(unexpected));
            }
            put(ui, place, answer, show);
        });
    }

    private static <T> void put(UI ui, Div place, Answer<T> answer, Function<T, Component> show) {
        try {
            var _ = ui.access(() -> {
                place.getElement().removeAttribute("aria-busy");
                Parts.replace(
                        place,
                        switch (answer) {
                            case Answer.Found<T>(var value) -> show.apply(value);
                            case Answer.Refused<T>(var refusal) -> ProblemList.of(refusal.problems());
                            case Answer.Broken<T>(var failure) -> throw failure;
                        });
            });
        } catch (UIDetachedException gone) {
            // Nobody looks any more.
        }
    }

    /** How the work ended. */
    private sealed interface Answer<T> {

        record Found<T>(T value) implements Answer<T> {}

        record Refused<T>(ProblemException refusal) implements Answer<T> {}

        record Broken<T>(RuntimeException failure) implements Answer<T> {}
    }
}
