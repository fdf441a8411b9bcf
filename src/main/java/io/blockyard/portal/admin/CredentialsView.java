package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.discovery.Credentials;
import io.blockyard.discovery.Credentials.Allowed;
import io.blockyard.discovery.Credentials.Finding;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/** Credentials that people left in projects: where they are, and which are none. */
@Route(value = "admin/credentials", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class CredentialsView extends AdminPage implements AfterNavigationObserver {

    private final SignedIn signedIn;
    private final Credentials credentials;
    private final Div list = Parts.box("stack");

    public CredentialsView(SignedIn signedIn, Credentials credentials) {
        super("admin.credentials");
        this.signedIn = signedIn;
        this.credentials = credentials;
        add(list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show();
    }

    private void show() {
        var found = credentials.found(signedIn.actor());
        var allowed = credentials.allowed(signedIn.actor());
        Parts.replace(list);
        list.add(
                found.isEmpty()
                        ? Parts.empty("check", t("credentials.empty"), t("credentials.empty.hint"))
                        : found(found));
        if (!allowed.isEmpty()) {
            list.add(new H2(t("credentials.allowed")), allowed(allowed));
        }
    }

    private CardTable found(List<Finding> found) {
        var table = new CardTable(
                t("admin.credentials"),
                List.of(
                        t("credentials.project"),
                        t("credentials.place"),
                        t("credentials.kind"),
                        t("credentials.found-at"),
                        t("action.column")));
        for (var finding : found) {
            table.row(
                    Parts.code(finding.projectKey()),
                    new Span(
                            finding.line() == 0
                                    ? finding.place()
                                    : t("credentials.line", finding.place(), finding.line())),
                    Parts.badge(t("credentials.kind." + finding.kind().wire()), "bad"),
                    Moment.ago(finding.foundAt()),
                    Parts.button(t("credentials.allow"), "credential-allow-" + finding.id(), () -> allow(finding)));
        }
        return table;
    }

    private CardTable allowed(List<Allowed> allowed) {
        var table = new CardTable(
                t("credentials.allowed"),
                List.of(
                        t("credentials.project"),
                        t("credentials.place"),
                        t("credentials.kind"),
                        t("audit.person"),
                        t("action.column")));
        for (var one : allowed) {
            table.row(
                    Parts.code(one.projectKey()),
                    new Span(one.place()),
                    Parts.badge(t("credentials.kind." + one.kind().wire()), "type"),
                    Parts.code(one.allowedBy()),
                    Parts.button(t("credentials.disallow"), "credential-disallow-" + one.id(), () -> {
                        credentials.disallow(signedIn.actor(), one.id());
                        show();
                    }));
        }
        return table;
    }

    private void allow(Finding finding) {
        confirm(
                "credential-allow",
                t("credentials.allow.title"),
                t("credentials.allow.what"),
                t("credentials.allow"),
                () -> {
                    credentials.allow(signedIn.actor(), finding.id());
                    Notices.done(t("credentials.allow.done"));
                    show();
                });
    }
}
