package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.dataiku.Sources;
import io.blockyard.discovery.CrawlSchedules;
import io.blockyard.discovery.Crawls;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/** All crawls, newest first. */
@Route(value = "admin/crawls", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class CrawlsView extends AdminPage implements AfterNavigationObserver {

    private static final int SHOWN = 200;

    private final SignedIn signedIn;
    private final Crawls crawls;
    private final Div list = new Div();

    public CrawlsView(SignedIn signedIn, Crawls crawls, CrawlSchedules schedules, Sources sources) {
        super("admin.crawls");
        this.signedIn = signedIn;
        this.crawls = crawls;
        add(list, new CrawlScheduleTable(signedIn, schedules, sources));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var recent = crawls.recent(signedIn.actor(), SHOWN);
        if (recent.isEmpty()) {
            Parts.replace(
                    list,
                    Parts.empty(
                            "refresh",
                            t("crawls.empty"),
                            t("crawls.empty.hint"),
                            Parts.primary(
                                    t("crawls.empty.do"),
                                    "to-sources",
                                    () -> UI.getCurrent().navigate(SourcesView.class))));
            return;
        }
        var table = new CardTable(
                t("admin.crawls"),
                List.of(
                        t("sources.project"),
                        t("crawl.source"),
                        t("crawl.kind"),
                        t("crawl.status"),
                        t("sources.outcome"),
                        t("crawl.when"),
                        t("crawl.by")));
        for (var crawl : recent) {
            var row = table.row(
                    Parts.link("admin/crawls/" + crawl.id(), crawl.projectKey()),
                    new Span(crawl.source()),
                    new Span(t("crawl.kind." + crawl.kind().wire())),
                    CrawlReport.badge(crawl.task().status()),
                    new Span(crawl.report() == null ? "" : CrawlReport.outcome(crawl)),
                    Moment.ago(crawl.task().createdAt()),
                    new Span(crawl.task().requestedBy()));
            Parts.named(row, "crawl-" + crawl.id());
        }
        Parts.replace(list, table);
    }
}
