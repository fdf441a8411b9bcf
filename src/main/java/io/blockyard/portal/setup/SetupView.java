package io.blockyard.portal.setup;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.blockyard.access.People;
import io.blockyard.portal.SessionEntry;
import io.blockyard.portal.catalog.CatalogView;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.shell.Brand;
import io.blockyard.problem.ProblemException;

/** Setting up the administrator, once, from the machine itself; everybody else reads how to do it by environment. */
@Route(value = "setup", autoLayout = false)
@AnonymousAllowed
@JsModule("./blockyard.ts")
public class SetupView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final FirstVisit firstVisit;
    private final People people;
    private final SessionEntry entry;

    public SetupView(FirstVisit firstVisit, People people, SessionEntry entry) {
        this.firstVisit = firstVisit;
        this.people = people;
        this.entry = entry;
        addClassName("door");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!firstVisit.pending()) {
            event.forwardTo(CatalogView.class);
            return;
        }
        removeAll();
        if (firstVisit.mayBeDoneFrom(VaadinRequest.getCurrent())) {
            administratorForm();
        } else {
            environmentOnly();
        }
    }

    private void administratorForm() {
        var name = Parts.named(new TextField(t("setup.name")), "setup-name");
        name.setValue("admin");
        name.setRequiredIndicatorVisible(true);
        name.setAutofocus(true);
        name.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.USERNAME);
        var password = Parts.named(new PasswordField(t("setup.password")), "setup-password");
        password.setHelperText(t("setup.password.hint"));
        password.setRequiredIndicatorVisible(true);
        var again = Parts.named(new PasswordField(t("setup.password.again")), "setup-password-again");
        again.setRequiredIndicatorVisible(true);
        var create = Parts.primary(t("setup.create"), "setup-create", () -> create(name, password, again));
        create.addClickShortcut(Key.ENTER);
        create.setWidthFull();
        add(Parts.box(
                "door-card",
                new Brand(),
                new H1(t("setup.title")),
                Parts.hint(t("setup.lead")),
                Parts.box("stack", name, password, again, create)));
    }

    private void create(TextField name, PasswordField password, PasswordField again) {
        again.setInvalid(!password.getValue().equals(again.getValue()));
        again.setErrorMessage(t("setup.password.differs"));
        if (again.isInvalid()) {
            return;
        }
        if (!firstVisit.mayBeDoneFrom(VaadinRequest.getCurrent())) {
            throw ProblemException.of(
                    ProblemException.Kind.FORBIDDEN,
                    "setup.not-local",
                    t("setup.elsewhere.title"),
                    t("setup.elsewhere.lead"));
        }
        entry.enter(people.setUpAdministrator(name.getValue().strip(), password.getValue()));
        UI.getCurrent().getPage().setLocation("welcome");
    }

    private void environmentOnly() {
        add(Parts.box(
                "door-card",
                new Brand(),
                new H1(t("setup.elsewhere.title")),
                Parts.hint(t("setup.elsewhere.lead")),
                new Pre("BLOCKYARD_ADMIN_USER=…\nBLOCKYARD_ADMIN_PASSWORD=…"),
                Parts.hint(t("setup.elsewhere.local"))));
    }

    @Override
    public String getPageTitle() {
        return t("setup.title") + " – Blockyard";
    }
}
