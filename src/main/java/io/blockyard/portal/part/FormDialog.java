package io.blockyard.portal.part;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import io.blockyard.problem.ProblemException;

/** A small form. What the service refuses is said in it, and what was typed stays. */
public final class FormDialog extends Dialog {

    private final Div problems = new Div();

    /** @param save throws a {@link ProblemException} when something of the form is wrong */
    public FormDialog(String id, String title, String action, Runnable save, Component... fields) {
        Parts.named(this, id + "-dialog");
        addClassName("form-dialog");
        setHeaderTitle(title);
        var form = Parts.box("stack", fields);
        add(form, problems);
        var confirm = Parts.primary(action, id + "-save", () -> submit(save));
        confirm.addClickShortcut(Key.ENTER).listenOn(form);
        getFooter().add(Parts.button(t("action.cancel"), id + "-cancel", this::close), confirm);
        focusFirst(fields);
    }

    private static void focusFirst(Component... fields) {
        for (var field : fields) {
            if (field instanceof Focusable<?> first) {
                first.focus();
                return;
            }
        }
    }

    private void submit(Runnable save) {
        try {
            save.run();
            close();
        } catch (ProblemException refused) {
            Parts.replace(problems, ProblemList.of(refused.problems()));
        }
    }
}
