package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import io.blockyard.dataiku.Diagnosis;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources;
import io.blockyard.discovery.Crawls;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.Tasks;

/** One instance: what it is, whether it answers, its projects, and what is being crawled from it. */
final class SourceCard extends Article {

    private final SignedIn signedIn;
    private final Sources sources;
    private final Crawls crawls;
    private final Tasks tasks;
    private final Source source;
    private final Runnable removed;
    private final Div diagnosis = new Div();
    private final Div running = Parts.box("running");
    private final Div projects = Parts.box("stack");

    SourceCard(SignedIn signedIn, Sources sources, Crawls crawls, Tasks tasks, Source source, Runnable removed) {
        this.signedIn = signedIn;
        this.sources = sources;
        this.crawls = crawls;
        this.tasks = tasks;
        this.source = source;
        this.removed = removed;
        addClassNames("card", "source");
        Parts.named(this, "source-" + source.name());
        diagnosis.getElement().setAttribute("role", "status");
        add(head(), diagnosis, running, projects);
        resumeRunning();
        showProjects();
    }

    private Div head() {
        var head = Parts.box(
                "source-head", new H2(source.name()), Parts.code(source.origin().address()));
        if (source.builtIn()) {
            head.add(Parts.badge(t("sources.built-in"), "level"));
        }
        head.add(
                Parts.box("grow"),
                Parts.quiet(t("sources.test"), "play", "source-test-" + source.name(), this::test),
                Parts.iconButton(
                        "refresh",
                        t("sources.reload", source.name()),
                        "source-reload-" + source.name(),
                        this::showProjects));
        if (!source.builtIn()) {
            head.add(Parts.iconButton(
                    "delete", t("sources.remove.of", source.name()), "source-remove-" + source.name(), this::remove));
        }
        return head;
    }

    private void test() {
        try {
            show(sources.test(signedIn.actor(), source.name()));
        } catch (ProblemException failure) {
            Parts.replace(diagnosis, ProblemList.of(failure.problems()));
        }
    }

    private void show(Diagnosis found) {
        var line = Parts.box(
                "diagnosis",
                Parts.icon(found.ok() ? "check" : "alert"),
                Parts.text("diagnosis-words", found.message()));
        line.addClassName(found.ok() ? "ok" : "not-ok");
        Parts.replace(diagnosis, Parts.named(line, "diagnosis-" + source.name()));
    }

    private void remove() {
        AdminPage.confirm(
                "source-remove",
                t("sources.remove.title", source.name()),
                t("sources.remove.what"),
                t("action.remove"),
                () -> {
                    sources.remove(signedIn.actor(), source.name());
                    Notices.done(t("sources.removed", source.name()));
                    removed.run();
                });
    }

    private void showProjects() {
        try {
            var found = sources.projects(signedIn.actor(), source.name());
            Parts.replace(
                    projects,
                    new ProjectPicker(found, crawls.recent(signedIn.actor(), 500), source.name(), this::crawl));
        } catch (ProblemException failure) {
            Parts.replace(projects, ProblemList.of(failure.problems()));
        }
    }

    private void crawl(String projectKey) {
        var crawl = crawls.start(signedIn.actor(), source.name(), projectKey);
        running.addComponentAsFirst(new CrawlCard(signedIn, crawls, tasks, crawl));
    }

    /** What somebody started before, here or elsewhere, is still to be seen. */
    private void resumeRunning() {
        crawls.recent(signedIn.actor(), 50).stream()
                .filter(crawl -> crawl.source().equals(source.name()))
                .filter(crawl -> !crawl.task().status().isFinal())
                .forEach(crawl -> running.add(new CrawlCard(signedIn, crawls, tasks, crawl)));
    }
}
