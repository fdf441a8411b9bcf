package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.blockyard.discovery.CrawlKind;
import io.blockyard.discovery.Crawls;
import io.blockyard.discovery.Crawls.Crawl;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.TaskCard;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskRun;
import io.blockyard.task.Tasks;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.UUID;

/** One crawl: its progress while it runs, its report when it is done. */
@Route(value = "admin/crawls/:crawl", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class CrawlView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final SignedIn signedIn;
    private final Crawls crawls;
    private final Tasks tasks;
    private final Div report = Parts.box("crawl-found");
    private String title = "";

    public CrawlView(SignedIn signedIn, Crawls crawls, Tasks tasks) {
        this.signedIn = signedIn;
        this.crawls = crawls;
        this.tasks = tasks;
        addClassName("admin-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var text = event.getRouteParameters().get("crawl").orElse("");
        UUID id;
        try {
            id = UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.of(
                    ProblemException.Kind.NOT_FOUND,
                    "crawl.not-found",
                    t("crawl.not-found", text),
                    t("crawl.not-found.hint"));
        }
        show(crawls.find(signedIn.actor(), id));
    }

    private void show(Crawl crawl) {
        title = t("crawl.title." + crawl.kind().wire(), crawl.projectKey());
        var header = Parts.heading(title, "");
        header.addComponentAsFirst(Parts.box("crumbs", Parts.link("admin/crawls", t("admin.crawls"))));
        var story = Parts.box(
                "crawl-story",
                new Span(t("crawl.from", crawl.source())),
                new Span(t("crawl.asked-by", crawl.task().requestedBy())),
                Moment.ago(crawl.task().createdAt()));
        var card = new TaskCard(
                tasks, crawl.task(), crawl.projectKey(), this::done, () -> crawls.cancel(signedIn.actor(), crawl.id()));
        Parts.replace(this, header, story, card, report);
    }

    private String done(TaskRun run) {
        var crawl = crawls.find(signedIn.actor(), run.id());
        Parts.replace(report);
        var found = crawl.report();
        if (crawl.undoable() > 0) {
            report.add(Parts.box("toolbar", Parts.quiet(t("crawl.undo"), "refresh", "crawl-undo", () -> undo(crawl))));
        }
        if (found != null) {
            if (crawl.kind() != CrawlKind.UNDO) {
                report.add(CrawlReport.tallies(found));
            }
            var waiting = crawl.waiting() > 0 ? crawls.waiting(signedIn.actor(), crawl.id()) : List.<String>of();
            if (!waiting.isEmpty()) {
                report.add(new PreviewChoice(
                        found, waiting, chosen -> follow(crawls.accept(signedIn.actor(), crawl.id(), chosen))));
            }
            report.add(new CrawlReport(found, waiting));
        }
        return "";
    }

    private void undo(Crawl crawl) {
        AdminPage.confirm(
                "crawl-undo",
                t("crawl.undo.title", crawl.projectKey()),
                t("crawl.undo.what"),
                t("crawl.undo.action"),
                () -> follow(crawls.undo(signedIn.actor(), crawl.id())));
    }

    private static void follow(Crawl crawl) {
        UI.getCurrent().navigate("admin/crawls/" + crawl.id());
    }

    @Override
    public String getPageTitle() {
        return title + " – Blockyard";
    }
}
