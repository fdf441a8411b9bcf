package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.access.People;
import io.blockyard.access.People.Person;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/** Who may sign in, and as what. */
@Route(value = "admin/people", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class PeopleView extends AdminPage implements AfterNavigationObserver {

    private final SignedIn signedIn;
    private final People people;
    private final Div list = new Div();

    public PeopleView(SignedIn signedIn, People people) {
        super("admin.people");
        this.signedIn = signedIn;
        this.people = people;
        setAction(Parts.primary(
                t("people.add"),
                "person-add",
                () -> PersonDialogs.add(signedIn, people, this::show).open()));
        add(list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show();
    }

    private void show() {
        var table = new CardTable(
                t("admin.people"),
                List.of(
                        t("people.person"),
                        t("people.roles"),
                        t("people.state"),
                        t("people.since"),
                        t("action.column")));
        for (var person : people.all(signedIn.actor())) {
            var row = table.row(
                    Parts.box(
                            "person-name", Parts.text("person-title", person.displayName()), Parts.code(person.name())),
                    roles(person),
                    state(person),
                    Moment.ago(person.createdAt()),
                    actions(person));
            Parts.named(row, "person-" + person.name());
        }
        Parts.replace(list, table);
    }

    private static Div roles(Person person) {
        var roles = Parts.box("badges");
        person.roles().stream()
                .sorted()
                .forEach(role -> roles.add(Parts.badge(Words.named("role", role.name()), "level")));
        return roles;
    }

    private static Div state(Person person) {
        var badges = Parts.box("badges");
        badges.add(
                person.enabled() ? Parts.badge(t("people.enabled"), "good") : Parts.badge(t("people.disabled"), "bad"));
        if (!person.hasPassword()) {
            badges.add(Parts.badge(t("people.tokens-only"), "type"));
        }
        return badges;
    }

    private Div actions(Person person) {
        return Parts.box(
                "row-actions",
                Parts.iconButton(
                        "edit",
                        t("people.edit.of", person.name()),
                        "person-edit-" + person.name(),
                        () -> PersonDialogs.edit(signedIn, people, person, this::show)
                                .open()),
                Parts.iconButton(
                        "lock",
                        t("people.password.of", person.name()),
                        "person-password-" + person.name(),
                        () -> PersonDialogs.password(signedIn, people, person, this::show)
                                .open()),
                Parts.button(
                        t(person.enabled() ? "people.disable" : "people.enable"),
                        "person-toggle-" + person.name(),
                        () -> toggle(person)));
    }

    private void toggle(Person person) {
        people.change(signedIn.actor(), person.name(), person.displayName(), person.roles(), !person.enabled());
        Notices.done(t(person.enabled() ? "people.disabled.done" : "people.enabled.done", person.name()));
        show();
    }
}
