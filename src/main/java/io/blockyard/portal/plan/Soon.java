package io.blockyard.portal.plan;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;

/** Looks again after a moment, for what nobody tells of. */
final class Soon {

    private static final int MOMENT_MS = 1000;

    private Soon() {}

    /** Runs the action once, in about a second, if the component is still shown then. */
    static void run(Component shown, Runnable action) {
        var ui = UI.getCurrent();
        ui.setPollInterval(MOMENT_MS);
        ui.addPollListener(poll -> {
            poll.unregisterListener();
            ui.setPollInterval(-1);
            if (shown.isAttached()) {
                action.run();
            }
        });
    }
}
