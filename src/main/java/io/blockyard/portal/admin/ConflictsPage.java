package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.catalog.Articles;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/** Everything in the catalog that people and sources both changed, longest waiting first. */
@Route(value = "admin/conflicts", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class ConflictsPage extends AdminPage implements AfterNavigationObserver {

    private final SignedIn signedIn;
    private final Articles articles;
    private final Div list = new Div();

    public ConflictsPage(SignedIn signedIn, Articles articles) {
        super("admin.conflicts");
        this.signedIn = signedIn;
        this.articles = articles;
        add(list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var conflicts = articles.conflicts(signedIn.actor());
        if (conflicts.isEmpty()) {
            Parts.replace(list, Parts.empty("check", t("conflicts.none"), t("conflicts.none.hint")));
            return;
        }
        var table = new CardTable(
                t("admin.conflicts"), List.of(t("conflicts.block"), t("conflicts.place"), t("conflicts.waiting")));
        for (var conflict : conflicts) {
            table.row(
                    Parts.link(
                            "blocks/" + conflict.block() + "/conflicts",
                            conflict.block().value()),
                    new Span(Words.place(conflict.place())),
                    Moment.ago(conflict.since()));
        }
        Parts.replace(list, table);
    }
}
