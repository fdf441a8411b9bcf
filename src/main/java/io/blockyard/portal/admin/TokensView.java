package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.access.People;
import io.blockyard.access.People.Person;
import io.blockyard.access.Tokens;
import io.blockyard.access.Tokens.IssuedToken;
import io.blockyard.access.Tokens.Token;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens for programs. The text of a new one is shown once and never again. */
@Route(value = "admin/tokens", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class TokensView extends AdminPage implements AfterNavigationObserver {

    private static final int NEVER = 0;
    private static final int USUAL_DAYS = 90;

    private final SignedIn signedIn;
    private final Tokens tokens;
    private final People people;
    private final Div list = new Div();

    public TokensView(SignedIn signedIn, Tokens tokens, People people) {
        super("admin.tokens");
        this.signedIn = signedIn;
        this.tokens = tokens;
        this.people = people;
        setAction(Parts.primary(t("tokens.create"), "token-create", this::create));
        add(list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show();
    }

    private void show() {
        var all = tokens.list(signedIn.actor());
        if (all.isEmpty()) {
            Parts.replace(list, Parts.empty("code", t("tokens.empty"), t("tokens.empty.hint")));
            return;
        }
        var table = new CardTable(
                t("admin.tokens"),
                List.of(
                        t("tokens.label"),
                        t("tokens.person"),
                        t("tokens.created"),
                        t("tokens.used"),
                        t("tokens.expires"),
                        t("action.column")));
        for (var token : all) {
            var row = table.row(
                    new Span(token.label().isBlank() ? t("tokens.no-label") : token.label()),
                    Parts.code(token.personName()),
                    Moment.ago(token.createdAt()),
                    used(token.lastUsedAt()),
                    ends(token),
                    action(token));
            Parts.named(row, "token-" + token.id());
            row.setClassName("gone", !token.isUsable(Instant.now()));
        }
        Parts.replace(list, table);
    }

    private static Component used(@Nullable Instant at) {
        return at == null ? Parts.text("hint", t("tokens.never-used")) : Moment.ago(at);
    }

    private static Component ends(Token token) {
        var end = token.expiresAt();
        if (token.revoked()) {
            return Parts.badge(t("tokens.revoked"), "bad");
        }
        if (end == null) {
            return Parts.text("hint", t("tokens.no-end"));
        }
        return token.isUsable(Instant.now()) ? Moment.exactly(end) : Parts.badge(t("tokens.expired"), "bad");
    }

    private Component action(Token token) {
        if (token.revoked()) {
            return new Span();
        }
        return Parts.quiet(
                t("tokens.revoke"),
                "cross",
                "token-revoke-" + token.id(),
                () -> confirm(
                        "token-revoke",
                        t("tokens.revoke.title", token.label()),
                        t("tokens.revoke.what"),
                        t("tokens.revoke"),
                        () -> {
                            tokens.revoke(signedIn.actor(), token.id());
                            Notices.done(t("tokens.revoked.done"));
                            show();
                        }));
    }

    private void create() {
        var actor = signedIn.actor();
        var person = Parts.named(new ComboBox<Person>(t("tokens.person")), "token-person");
        var all = people.all(actor);
        person.setItems(all);
        person.setItemLabelGenerator(Person::name);
        all.stream()
                .filter(each -> each.name().equals(actor.name()))
                .findFirst()
                .ifPresent(person::setValue);
        var label = Parts.named(new TextField(t("tokens.label")), "token-label");
        label.setHelperText(t("tokens.label.hint"));
        var days = Parts.named(new Select<Integer>(), "token-days");
        days.setLabel(t("tokens.lasts"));
        days.setItems(30, USUAL_DAYS, 365, NEVER);
        days.setItemLabelGenerator(count -> count == NEVER ? t("tokens.no-end") : t("tokens.days", count));
        days.setValue(USUAL_DAYS);
        new FormDialog(
                        "token",
                        t("tokens.create"),
                        t("tokens.create.do"),
                        () -> {
                            var owner = person.getValue() == null
                                    ? actor.name()
                                    : person.getValue().name();
                            var end = days.getValue() == NEVER
                                    ? null
                                    : Instant.now().plus(Duration.ofDays(days.getValue()));
                            reveal(tokens.create(
                                    signedIn.actor(), owner, label.getValue().strip(), end));
                            show();
                        },
                        person,
                        label,
                        days)
                .open();
    }

    private static void reveal(IssuedToken issued) {
        var dialog = Parts.named(new Dialog(), "token-secret-dialog");
        dialog.setHeaderTitle(t("tokens.created.title"));
        dialog.setCloseOnOutsideClick(false);
        dialog.add(Parts.box(
                "stack",
                Parts.hint(t("tokens.created.hint")),
                Parts.box(
                        "secret",
                        Parts.named(Parts.code(issued.text()), "token-text"),
                        Parts.copy(t("action.copy"), issued.text(), "token-copy"))));
        dialog.getFooter().add(Parts.primary(t("tokens.created.done"), "token-done", dialog::close));
        dialog.open();
    }
}
