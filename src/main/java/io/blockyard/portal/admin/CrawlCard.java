package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import io.blockyard.discovery.Crawls;
import io.blockyard.discovery.Crawls.Crawl;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.TaskCard;
import io.blockyard.task.TaskRun;
import io.blockyard.task.Tasks;
import java.util.function.Consumer;

/** A crawl as it runs, with a way to its report. */
final class CrawlCard extends Div {

    private final SignedIn signedIn;
    private final Crawls crawls;

    /** @param ended called each time that the end is shown, whatever it was */
    CrawlCard(SignedIn signedIn, Crawls crawls, Tasks tasks, Crawl crawl, Consumer<Crawl> ended) {
        this.signedIn = signedIn;
        this.crawls = crawls;
        addClassName("crawl-card");
        var card = new TaskCard(
                tasks,
                crawl.task(),
                crawl.projectKey(),
                this::outcome,
                () -> crawls.cancel(signedIn.actor(), crawl.id()));
        var report = Parts.link("admin/crawls/" + crawl.id(), t("crawl.report"));
        report.getElement().setAttribute("aria-label", t("crawl.report.of", crawl.projectKey()));
        card.add(Parts.box("crawl-link", Parts.named(report, "report-" + crawl.projectKey())));
        add(card);
        card.whenEnded(() -> ended.accept(crawls.find(signedIn.actor(), crawl.id())));
    }

    private String outcome(TaskRun done) {
        return CrawlReport.outcome(crawls.find(signedIn.actor(), done.id()));
    }
}
