package io.blockyard.portal.setup;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.textfield.Autocomplete;
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
import java.util.Optional;

/**
 * Setting up the administrator, once: from the machine itself at once, from elsewhere with the code that stands on the
 * server's console.
 */
@Route(value = "setup", autoLayout = false)
@AnonymousAllowed
@JsModule("./blockyard.ts")
public class SetupView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final FirstVisit firstVisit;
    private final People people;
    private final SessionEntry entry;
    private final SetupCode setupCode;

    public SetupView(FirstVisit firstVisit, SetupCode setupCode, People people, SessionEntry entry) {
        this.firstVisit = firstVisit;
        this.setupCode = setupCode;
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
            add(form(t("setup.title"), t("setup.lead"), Optional.empty()));
        } else {
            askForCode();
        }
    }

    private void askForCode() {
        var code = Parts.named(new TextField(t("setup.code")), "setup-code");
        code.setHelperText(t("setup.code.hint"));
        code.setRequiredIndicatorVisible(true);
        code.setAutocomplete(Autocomplete.OFF);
        var card = form(t("setup.elsewhere.title"), t("setup.elsewhere.lead"), Optional.of(code));
        card.add(Parts.box(
                "stack",
                Parts.hint(t("setup.elsewhere.environment")),
                new Pre("BLOCKYARD_ADMIN_USER=…\nBLOCKYARD_ADMIN_PASSWORD=…")));
        Parts.replace(this, card);
    }

    private Div form(String title, String lead, Optional<TextField> code) {
        var name = Parts.named(new TextField(t("setup.name")), "setup-name");
        name.setValue("admin");
        name.setRequiredIndicatorVisible(true);
        code.ifPresentOrElse(field -> field.setAutofocus(true), () -> name.setAutofocus(true));
        name.setAutocomplete(Autocomplete.USERNAME);
        var password = Parts.named(new PasswordField(t("setup.password")), "setup-password");
        password.setHelperText(t("setup.password.hint"));
        password.setRequiredIndicatorVisible(true);
        var again = Parts.named(new PasswordField(t("setup.password.again")), "setup-password-again");
        again.setRequiredIndicatorVisible(true);
        var create = Parts.primary(t("setup.create"), "setup-create", () -> create(code, name, password, again));
        create.addClickShortcut(Key.ENTER);
        create.setWidthFull();
        var fields = Parts.box("stack");
        code.ifPresent(fields::add);
        fields.add(name, password, again, create);
        return Parts.box("door-card", new Brand(), new H1(title), Parts.hint(lead), fields);
    }

    private void create(Optional<TextField> code, TextField name, PasswordField password, PasswordField again) {
        again.setInvalid(!password.getValue().equals(again.getValue()));
        again.setErrorMessage(t("setup.password.differs"));
        if (again.isInvalid()) {
            return;
        }
        if (code.isPresent()) {
            requireCode(code.get().getValue());
        } else if (!firstVisit.mayBeSentFrom(VaadinRequest.getCurrent())) {
            askForCode();
            return;
        }
        entry.enter(people.setUpAdministrator(name.getValue().strip(), password.getValue()));
        UI.getCurrent().getPage().setLocation("welcome");
    }

    private void requireCode(String typed) {
        if (!setupCode.isProvenBy(typed)) {
            throw setupCode.isSpent()
                    ? refused(t("setup.code.spent"), t("setup.code.spent.remedy"))
                    : refused(t("setup.code.wrong"), t("setup.code.hint"));
        }
    }

    private static ProblemException refused(String message, String remedy) {
        return ProblemException.of(ProblemException.Kind.FORBIDDEN, "setup.refused", message, remedy);
    }

    @Override
    public String getPageTitle() {
        return t("setup.title") + " – Blockyard";
    }
}
