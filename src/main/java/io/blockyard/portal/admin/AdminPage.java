package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.router.HasDynamicTitle;
import io.blockyard.portal.part.Parts;

/** What the pages of the administration have in common: a title with its lead, and asking before something goes. */
abstract class AdminPage extends Div implements HasDynamicTitle {

    private final String key;
    private final Header heading;

    /** @param key of the page's texts, such as {@code admin.people} */
    AdminPage(String key) {
        this.key = key;
        this.heading = Parts.heading(t(key), t(key + ".lead"));
        addClassName("admin-page");
        add(heading);
    }

    /** Puts the page's primary action beside its title. */
    final void setAction(Component action) {
        heading.add(Parts.box("heading-actions", action));
    }

    /** Asks before something is done that cannot be undone. */
    static void confirm(String id, String title, String what, String action, Runnable confirmed) {
        var dialog = Parts.named(new ConfirmDialog(), id + "-dialog");
        dialog.setHeader(title);
        dialog.setText(what);
        dialog.setCancelable(true);
        dialog.setCancelButton(Parts.button(t("action.cancel"), id + "-cancel", () -> {}));
        var yes = Parts.button(action, id + "-confirm", () -> {});
        yes.getElement().setAttribute("theme", "error primary");
        dialog.setConfirmButton(yes);
        dialog.addConfirmListener(event -> confirmed.run());
        dialog.open();
    }

    @Override
    public String getPageTitle() {
        return t(key) + " – Blockyard";
    }
}
