package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Lifecycles;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.block.PromoteDialog;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Objects;

/** Versions that wait for promotion. */
@Route(value = "admin/drafts", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class DraftsView extends AdminPage implements AfterNavigationObserver {

    private final SignedIn signedIn;
    private final Catalog catalog;
    private final Lifecycles lifecycles;
    private final Div list = Parts.box("stack");

    public DraftsView(SignedIn signedIn, Catalog catalog, Lifecycles lifecycles) {
        super("admin.drafts");
        this.signedIn = signedIn;
        this.catalog = catalog;
        this.lifecycles = lifecycles;
        add(list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show();
    }

    private void show() {
        var drafts = catalog.drafts(signedIn.actor());
        if (drafts.isEmpty()) {
            Parts.replace(list, Parts.empty("check", t("drafts.none"), t("drafts.none.hint")));
            return;
        }
        var table = new CardTable(
                t("admin.drafts"),
                List.of(
                        t("drafts.block"),
                        t("drafts.version"),
                        t("credentials.project"),
                        t("drafts.crawled"),
                        t("action.column")));
        drafts.forEach(block -> table.row(
                Parts.link("blocks/" + block.manifest().id(), block.manifest().name()),
                new Span(String.valueOf(block.stewardship().draft())),
                Parts.code(block.manifest().sourceProject()),
                Moment.ago(block.lastCrawledAt()),
                promote(block)));
        Parts.replace(list, table);
    }

    private Div promote(CatalogBlock block) {
        var id = block.manifest().id();
        var draft = Objects.requireNonNull(block.stewardship().draft());
        var digest = Objects.requireNonNull(block.stewardship().draftDigest());
        return Parts.box(
                "row-actions",
                Parts.button(
                        t("lifecycle.promote", draft),
                        "draft-promote-" + id,
                        () -> PromoteDialog.open(signedIn.actor(), lifecycles, id, draft, digest, () -> {
                            Notices.done(t("lifecycle.promoted", id.value()));
                            show();
                        })));
    }
}
