package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.select.Select;
import io.blockyard.dataiku.Origin;
import io.blockyard.dataiku.ProjectBundles;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources;
import io.blockyard.discovery.CrawlOptions;
import io.blockyard.discovery.Crawls;
import io.blockyard.discovery.Crawls.Crawl;
import io.blockyard.discovery.PublishingPolicies;
import io.blockyard.discovery.PublishingPolicies.Policy;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Later;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.task.Tasks;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One source: what it is, whether it answers, its projects, and what is being crawled from it. */
final class SourceCard extends Article {

    private final SignedIn signedIn;
    private final Sources sources;
    private final Crawls crawls;
    private final ProjectBundles bundles;
    private final PublishingPolicies policies;
    private final Tasks tasks;
    private final Source source;
    private final Consumer<String> changed;
    private final Div diagnosis = new Div();
    private final Div running = Parts.box("running");
    private final Div projects = Parts.box("stack");
    private @Nullable ProjectPicker picker;

    SourceCard(
            SignedIn signedIn,
            Sources sources,
            ProjectBundles bundles,
            Crawls crawls,
            PublishingPolicies policies,
            Tasks tasks,
            Source source,
            Consumer<String> changed) {
        this.signedIn = signedIn;
        this.sources = sources;
        this.bundles = bundles;
        this.crawls = crawls;
        this.policies = policies;
        this.tasks = tasks;
        this.source = source;
        this.changed = changed;
        addClassNames("card", "source");
        Parts.named(this, "source-" + source.name());
        diagnosis.getElement().setAttribute("role", "status");
        add(head(), diagnosis, running, projects);
        resumeRunning();
    }

    private Div head() {
        var head = Parts.box(
                "source-head",
                new H2(source.name()),
                Parts.badge(SourceDialogs.called(source.origin().kind()), "level"),
                Parts.code(place(source.origin())));
        if (source.builtIn()) {
            head.add(Parts.badge(t("sources.built-in"), "domain"));
        }
        head.add(
                Parts.box("grow"),
                publishing(),
                Parts.quiet(t("sources.test"), "play", "source-test-" + source.name(), this::test),
                Parts.iconButton(
                        "refresh",
                        t("sources.reload", source.name()),
                        "source-reload-" + source.name(),
                        this::showProjects));
        if (source.isInstance()) {
            head.add(Parts.iconButton(
                    "download",
                    t("bundles.open", source.name()),
                    "source-bundles-" + source.name(),
                    () -> new BundlesDialog(signedIn, sources, bundles, source.name()).open()));
        }
        if (!source.builtIn()) {
            head.add(
                    Parts.iconButton(
                            "edit",
                            t("sources.edit.of", source.name()),
                            "source-edit-" + source.name(),
                            () -> SourceDialogs.edit(signedIn, sources, source, changed)
                                    .open()),
                    Parts.iconButton(
                            "delete",
                            t("sources.remove.of", source.name()),
                            "source-remove-" + source.name(),
                            this::remove));
        }
        return head;
    }

    private Select<Policy> publishing() {
        var select = Parts.named(new Select<Policy>(), "source-publishing-" + source.name());
        select.setAriaLabel(t("sources.publishing", source.name()));
        select.setItems(Policy.values());
        select.setItemLabelGenerator(policy -> t("sources.publishing." + policy.wire()));
        select.setValue(policies.of(signedIn.actor(), source.name()));
        select.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                policies.set(signedIn.actor(), source.name(), change.getValue());
                Notices.done(t("sources.publishing.saved", source.name()));
            }
        });
        return select;
    }

    /** Tries the source; it is said step by step what was found. What cannot be read shows no projects. */
    void test() {
        var actor = signedIn.actor();
        Later.fill(diagnosis, t("sources.testing", source.name()), () -> sources.test(actor, source.name()), found -> {
            if (found.ok()) {
                showProjects();
            } else {
                Parts.replace(projects);
            }
            return new DiagnosisList(source.name(), found);
        });
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
                    changed.accept("");
                });
    }

    /** Reads what projects there are. */
    void showProjects() {
        var actor = signedIn.actor();
        Later.fill(
                projects, t("sources.reading", source.name()), () -> sources.projects(actor, source.name()), found -> {
                    var shown = new ProjectPicker(found, crawls.recent(actor, 500), source.name(), this::crawl);
                    picker = shown;
                    return shown;
                });
    }

    private void crawled(Crawl crawl) {
        if (picker != null) {
            picker.crawled(crawl);
        }
    }

    private static String place(Origin origin) {
        return switch (origin) {
            case Origin.GitRepository git ->
                git.url()
                        + (git.branch().isEmpty() ? "" : " · " + git.branch())
                        + (git.folder().isEmpty() ? "" : " · " + git.folder());
            case Origin.Instance instance -> instance.address();
            case Origin.Folder folder -> folder.address();
            case Origin.Archive archive -> archive.address();
        };
    }

    private void crawl(String projectKey, CrawlOptions options) {
        var crawl = crawls.start(signedIn.actor(), source.name(), projectKey, options);
        running.addComponentAsFirst(new CrawlCard(signedIn, crawls, tasks, crawl, this::crawled));
    }

    /** What somebody started before, here or elsewhere, is still to be seen. */
    private void resumeRunning() {
        crawls.recent(signedIn.actor(), 50).stream()
                .filter(crawl -> crawl.source().equals(source.name()))
                .filter(crawl -> !crawl.task().status().isFinal())
                .forEach(crawl -> running.add(new CrawlCard(signedIn, crawls, tasks, crawl, this::crawled)));
    }
}
