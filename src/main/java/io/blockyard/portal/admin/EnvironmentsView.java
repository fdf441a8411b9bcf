package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.iac.Environment;
import io.blockyard.iac.Environments;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/** What {@code {{ env.NAME }}} means in a configuration, by environment. */
@Route(value = "admin/environments", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class EnvironmentsView extends AdminPage implements AfterNavigationObserver {

    private final SignedIn signedIn;
    private final Environments environments;
    private final Div list = Parts.box("admin-list");

    public EnvironmentsView(SignedIn signedIn, Environments environments) {
        super("admin.environments");
        this.signedIn = signedIn;
        this.environments = environments;
        setAction(Parts.primary(t("environments.add"), "environment-add", this::add));
        add(list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show();
    }

    private void show() {
        Parts.replace(list);
        environments.all(signedIn.actor()).forEach(environment -> list.add(card(environment)));
    }

    private Article card(Environment environment) {
        var name = environment.name();
        var head = Parts.box(
                "source-head",
                new H2(name),
                Parts.text("hint", environment.description()),
                Parts.box("grow"),
                Parts.quiet(t("environments.set"), "plus", "variable-add-" + name, () -> set(name, null)));
        if (!name.equals(Environments.DEFAULT)) {
            head.add(Parts.iconButton(
                    "delete", t("environments.remove.of", name), "environment-remove-" + name, () -> remove(name)));
        }
        var card = new Article(head);
        card.addClassNames("card", "source");
        card.add(
                environment.variables().isEmpty()
                        ? Parts.hint(t("environments.empty", "{{ env.NAME }}"))
                        : variables(environment));
        return Parts.named(card, "environment-" + name);
    }

    private CardTable variables(Environment environment) {
        var table = new CardTable(
                t("environments.variables-of", environment.name()),
                List.of(
                        t("environments.name"),
                        t("environments.value"),
                        t("environments.changed"),
                        t("action.column")));
        for (var variable : environment.variables()) {
            var row = table.row(
                    Parts.code(variable.name()),
                    variable.secret() ? Parts.badge(t("environments.secret"), "level") : Parts.code(variable.value()),
                    Parts.box("row", new Span(variable.changedBy()), Moment.ago(variable.changedAt())),
                    Parts.box(
                            "row-actions",
                            Parts.iconButton(
                                    "edit",
                                    t("environments.edit.of", variable.name()),
                                    "variable-edit-" + variable.name(),
                                    () -> set(environment.name(), variable)),
                            Parts.iconButton(
                                    "delete",
                                    t("environments.unset.of", variable.name()),
                                    "variable-remove-" + variable.name(),
                                    () -> unset(environment.name(), variable.name()))));
            Parts.named(row, "variable-" + variable.name());
        }
        return table;
    }

    private void add() {
        var name = Parts.named(new TextField(t("environments.name")), "environment-name");
        name.setHelperText(t("environments.name.hint"));
        name.setRequiredIndicatorVisible(true);
        var description = Parts.named(new TextField(t("environments.description")), "environment-description");
        new FormDialog(
                        "environment",
                        t("environments.add"),
                        t("action.add"),
                        () -> {
                            environments.add(
                                    signedIn.actor(),
                                    name.getValue().strip(),
                                    description.getValue().strip());
                            Notices.done(t("environments.added", name.getValue().strip()));
                            show();
                        },
                        name,
                        description)
                .open();
    }

    /** @param known the variable as it stands, or null for a new one */
    private void set(String environment, Environment.@org.jspecify.annotations.Nullable Variable known) {
        var name = Parts.named(new TextField(t("environments.name")), "variable-name");
        name.setPlaceholder("DB_PASSWORD");
        name.setRequiredIndicatorVisible(true);
        var value = Parts.named(new TextArea(t("environments.value")), "variable-value");
        var secret = Parts.named(new Checkbox(t("environments.secret.make")), "variable-secret");
        if (known != null) {
            name.setValue(known.name());
            name.setReadOnly(true);
            value.setValue(known.value());
            secret.setValue(known.secret());
            secret.setReadOnly(known.secret());
        }
        new FormDialog(
                        "variable",
                        t("environments.set.in", environment),
                        t("action.save"),
                        () -> {
                            environments.set(
                                    signedIn.actor(),
                                    environment,
                                    name.getValue().strip(),
                                    value.getValue(),
                                    secret.getValue());
                            Notices.done(
                                    t("environments.set.done", name.getValue().strip()));
                            show();
                        },
                        name,
                        value,
                        secret)
                .open();
    }

    private void unset(String environment, String variable) {
        confirm(
                "variable-remove",
                t("environments.unset.title", variable),
                t("environments.unset.what", environment),
                t("action.remove"),
                () -> {
                    environments.unset(signedIn.actor(), environment, variable);
                    show();
                });
    }

    private void remove(String environment) {
        confirm(
                "environment-remove",
                t("environments.remove.title", environment),
                t("environments.remove.what"),
                t("action.remove"),
                () -> {
                    environments.remove(signedIn.actor(), environment);
                    show();
                });
    }
}
