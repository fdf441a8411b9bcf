package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.blockyard.access.People;
import io.blockyard.access.People.Person;
import io.blockyard.access.Role;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.Optional;
import java.util.Set;

/** The forms about a person. */
final class PersonDialogs {

    private PersonDialogs() {}

    /** @param done called when the person was added */
    static FormDialog add(SignedIn signedIn, People people, Runnable done) {
        var name = Parts.named(new TextField(t("people.name")), "person-name");
        name.setHelperText(t("people.name.hint"));
        name.setRequiredIndicatorVisible(true);
        name.setAutocomplete(Autocomplete.OFF);
        var display = displayName("");
        var password = passwordField();
        password.setHelperText(t("people.password.optional"));
        var roles = roles(Set.of(Role.VIEWER));
        return new FormDialog(
                "person",
                t("people.add"),
                t("action.add"),
                () -> {
                    people.add(
                            signedIn.actor(),
                            name.getValue(),
                            display.getValue(),
                            Optional.of(password.getValue()).filter(text -> !text.isEmpty()),
                            roles.getValue());
                    Notices.done(t("people.added", name.getValue().strip()));
                    done.run();
                },
                name,
                display,
                password,
                roles);
    }

    static FormDialog edit(SignedIn signedIn, People people, Person person, Runnable done) {
        var display = displayName(person.displayName());
        var roles = roles(person.roles());
        return new FormDialog(
                "person",
                t("people.edit.of", person.name()),
                t("action.save"),
                () -> {
                    people.change(
                            signedIn.actor(), person.name(), display.getValue(), roles.getValue(), person.enabled());
                    Notices.done(t("people.changed", person.name()));
                    done.run();
                },
                display,
                roles);
    }

    static FormDialog password(SignedIn signedIn, People people, Person person, Runnable done) {
        var password = passwordField();
        password.setRequiredIndicatorVisible(true);
        return new FormDialog(
                "person",
                t("people.password.of", person.name()),
                t("action.save"),
                () -> {
                    signedIn.setPassword(person.name(), password.getValue());
                    Notices.done(t("people.password.done", person.name()));
                    done.run();
                },
                password);
    }

    private static TextField displayName(String value) {
        var field = Parts.named(new TextField(t("people.display-name")), "person-display-name");
        field.setValue(value);
        return field;
    }

    private static PasswordField passwordField() {
        var field = Parts.named(new PasswordField(t("people.password")), "person-password");
        field.setAutocomplete(Autocomplete.NEW_PASSWORD);
        return field;
    }

    private static CheckboxGroup<Role> roles(Set<Role> chosen) {
        var roles = Parts.named(new CheckboxGroup<Role>(t("people.roles")), "person-roles");
        roles.setItems(Role.values());
        roles.setItemLabelGenerator(role -> Words.named("role", role.name()));
        roles.setItemHelperGenerator(role -> Words.named("role.what", role.name()));
        roles.setValue(chosen);
        return roles;
    }
}
