package io.blockyard.portal.shell;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;

/** Changing one's own password, which takes the one that counts now. */
final class OwnPassword {

    private OwnPassword() {}

    static void open(SignedIn signedIn) {
        var now = field("user.password.now", "password-now", Autocomplete.CURRENT_PASSWORD);
        var next = field("user.password.new", "password-new", Autocomplete.NEW_PASSWORD);
        next.setHelperText(t("setup.password.hint"));
        var again = field("setup.password.again", "password-again", Autocomplete.NEW_PASSWORD);
        new FormDialog(
                        "password",
                        t("user.password"),
                        t("action.save"),
                        () -> {
                            if (!next.getValue().equals(again.getValue())) {
                                throw ProblemException.of(
                                        Kind.INVALID, "person.password", t("setup.password.differs"), "");
                            }
                            signedIn.changePassword(now.getValue(), next.getValue());
                            Notices.done(t("user.password.done"));
                        },
                        now,
                        next,
                        again)
                .open();
    }

    private static PasswordField field(String label, String testId, Autocomplete kind) {
        var field = Parts.named(new PasswordField(t(label)), testId);
        field.setAutocomplete(kind);
        field.setRequiredIndicatorVisible(true);
        field.setWidthFull();
        return field;
    }
}
