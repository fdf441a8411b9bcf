package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.blockyard.access.Audit;
import io.blockyard.access.Audit.Entry;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Who did what, when, through which door: {@code /admin/audit?q=plan.approve}. */
@Route(value = "admin/audit", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class AuditView extends AdminPage implements AfterNavigationObserver {

    private static final int READ = 2000;
    private static final int SHOWN = 200;

    private final SignedIn signedIn;
    private final Audit audit;
    private final TextField filter = Parts.named(new TextField(), "audit-filter");
    private final Div list = new Div();

    public AuditView(SignedIn signedIn, Audit audit) {
        super("admin.audit");
        this.signedIn = signedIn;
        this.audit = audit;
        filter.setPlaceholder(t("audit.filter"));
        filter.setAriaLabel(t("audit.filter"));
        filter.setPrefixComponent(Parts.icon("search"));
        filter.setClearButtonVisible(true);
        filter.setValueChangeMode(ValueChangeMode.LAZY);
        filter.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                UI.getCurrent()
                        .getPage()
                        .getHistory()
                        .replaceState(
                                null,
                                new Location(
                                        "admin/audit",
                                        event.getValue().isBlank()
                                                ? QueryParameters.empty()
                                                : QueryParameters.of("q", event.getValue())));
                show();
            }
        });
        add(Parts.box("toolbar", filter), list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        filter.setValue(
                event.getLocation().getQueryParameters().getSingleParameter("q").orElse(""));
        show();
    }

    private void show() {
        var words = filter.getValue().strip().toLowerCase(Locale.ROOT);
        var found = audit.recent(signedIn.actor(), READ).stream()
                .filter(entry -> matches(entry, words))
                .limit(SHOWN)
                .toList();
        if (found.isEmpty()) {
            Parts.replace(list, Parts.empty("list", t("audit.empty"), t("audit.empty.hint")));
            return;
        }
        var table = new CardTable(
                t("admin.audit"),
                List.of(t("audit.when"), t("audit.person"), t("audit.action"), t("audit.subject"), t("audit.via")));
        for (var entry : found) {
            table.row(
                    Moment.exactly(entry.at()),
                    Parts.code(entry.person()),
                    new Span(Words.named("audit.did", entry.action())),
                    subject(entry),
                    Parts.badge(entry.via(), "type"));
        }
        Parts.replace(list, table);
    }

    private static boolean matches(Entry entry, String words) {
        return Stream.of(
                        entry.person(),
                        entry.via(),
                        entry.action(),
                        entry.subject(),
                        entry.detail(),
                        Words.named("audit.did", entry.action()))
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
    }

    private static Div subject(Entry entry) {
        var subject = Parts.box("audit-subject", Parts.code(entry.subject()));
        if (!entry.detail().isBlank()) {
            subject.add(Parts.text("hint", entry.detail()));
        }
        return subject;
    }
}
