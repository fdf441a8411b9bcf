package io.blockyard.portal.setup;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.blockyard.dataiku.Sources;
import io.blockyard.discovery.Crawls;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.TaskCard;
import io.blockyard.portal.shell.MainLayout;
import io.blockyard.task.Tasks;
import jakarta.annotation.security.RolesAllowed;

/** Filling an empty catalog: with the samples, crawled in front of one's eyes, or from an instance of one's own. */
@Route(value = "welcome", layout = MainLayout.class)
@RolesAllowed("ADMIN")
public class WelcomeView extends Main implements HasDynamicTitle {

    private static final String SANDBOX = "sandbox";

    private final SignedIn signedIn;
    private final Sources sources;
    private final Crawls crawls;
    private final Tasks tasks;
    private final Div stage = Parts.box("stack");

    public WelcomeView(SignedIn signedIn, Sources sources, Crawls crawls, Tasks tasks) {
        this.signedIn = signedIn;
        this.sources = sources;
        this.crawls = crawls;
        this.tasks = tasks;
        addClassNames("view", "narrow");
        add(Parts.heading(t("welcome.title"), t("welcome.lead")), stage);
        stage.add(Parts.box(
                "choices",
                choice(
                        "flow",
                        "welcome.sandbox",
                        Parts.primary(t("welcome.sandbox.do"), "try-sandbox", this::trySandbox)),
                choice(
                        "open",
                        "welcome.connect",
                        Parts.button(
                                t("welcome.connect.do"),
                                "connect-dss",
                                () -> UI.getCurrent().navigate("admin/sources"))),
                choice(
                        "arrow",
                        "welcome.skip",
                        Parts.button(
                                t("welcome.skip.do"),
                                "skip-welcome",
                                () -> UI.getCurrent().navigate("")))));
    }

    private static Div choice(String icon, String key, com.vaadin.flow.component.Component action) {
        return Parts.box(
                "choice",
                Parts.box("choice-mark", Parts.icon(icon)),
                new H2(t(key)),
                Parts.hint(t(key + ".hint")),
                action);
    }

    private void trySandbox() {
        var actor = signedIn.actor();
        var progress = Parts.box("stack");
        for (var project : sources.projects(actor, SANDBOX)) {
            var crawl = crawls.start(actor, SANDBOX, project.key());
            progress.add(new TaskCard(
                    tasks,
                    crawl.task(),
                    project.name(),
                    done -> outcome(done.id()),
                    () -> crawls.cancel(signedIn.actor(), crawl.id())));
        }
        Parts.replace(
                stage,
                new H2(t("welcome.crawling")),
                Parts.hint(t("welcome.crawling.hint")),
                progress,
                Parts.box(
                        "row",
                        Parts.primary(
                                t("welcome.to-catalog"),
                                "to-catalog",
                                () -> UI.getCurrent().navigate(""))));
    }

    private String outcome(java.util.UUID crawl) {
        var report = crawls.find(signedIn.actor(), crawl).report();
        return report == null
                ? ""
                : t("crawl.outcome", report.blocks().size(), report.skipped().size());
    }

    @Override
    public String getPageTitle() {
        return t("welcome.title") + " – Blockyard";
    }
}
