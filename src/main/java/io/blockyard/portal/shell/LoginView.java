package io.blockyard.portal.shell;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.setup.FirstVisit;
import io.blockyard.portal.setup.SetupView;

/** Signing in. Where nobody can yet, the way leads to the set-up. */
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
@JsModule("./blockyard.ts")
public class LoginView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final FirstVisit firstVisit;
    private final LoginForm form = new LoginForm();

    public LoginView(FirstVisit firstVisit) {
        this.firstVisit = firstVisit;
        addClassName("door");
        form.setI18n(texts());
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        Parts.named(form, "login-form");
        add(Parts.box(
                "door-card",
                new Brand(),
                new H1(t("login.title")),
                Parts.hint(t("login.lead")),
                form,
                Parts.hint(t("login.forgotten"))));
    }

    private static LoginI18n texts() {
        var texts = LoginI18n.createDefault();
        var words = new LoginI18n.Form();
        words.setTitle("");
        words.setUsername(t("login.name"));
        words.setPassword(t("login.password"));
        words.setSubmit(t("login.submit"));
        texts.setForm(words);
        var wrong = new LoginI18n.ErrorMessage();
        wrong.setTitle(t("login.wrong"));
        wrong.setMessage(t("login.wrong.hint"));
        wrong.setUsername(t("login.name.missing"));
        wrong.setPassword(t("login.password.missing"));
        texts.setErrorMessage(wrong);
        return texts;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (firstVisit.pending()) {
            event.forwardTo(SetupView.class);
            return;
        }
        form.setError(event.getLocation().getQueryParameters().getParameters().containsKey("error"));
    }

    @Override
    public String getPageTitle() {
        return t("login.title") + " – Blockyard";
    }
}
