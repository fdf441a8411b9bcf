package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.dataiku.ProjectBundles;
import io.blockyard.dataiku.Sources;
import io.blockyard.discovery.Crawls;
import io.blockyard.discovery.PublishingPolicies;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import io.blockyard.task.Tasks;
import jakarta.annotation.security.RolesAllowed;

/** The places that blocks come from, each with its projects to crawl. */
@Route(value = "admin/sources", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class SourcesView extends AdminPage implements AfterNavigationObserver {

    private final SignedIn signedIn;
    private final Sources sources;
    private final ProjectBundles bundles;
    private final Crawls crawls;
    private final PublishingPolicies policies;
    private final Tasks tasks;
    private final Div list = Parts.box("admin-list");

    public SourcesView(
            SignedIn signedIn,
            Sources sources,
            ProjectBundles bundles,
            Crawls crawls,
            PublishingPolicies policies,
            Tasks tasks) {
        super("admin.sources");
        this.signedIn = signedIn;
        this.sources = sources;
        this.bundles = bundles;
        this.crawls = crawls;
        this.policies = policies;
        this.tasks = tasks;
        add(list);
        list.addClassName("sources");
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show();
    }

    private void show() {
        show("");
    }

    /** @param fresh the source that was just added or changed, which is tried at once; empty for none */
    private void show(String fresh) {
        var all = sources.all(signedIn.actor());
        Parts.replace(list);
        if (all.isEmpty()) {
            list.add(Parts.empty("flow", t("sources.empty"), t("sources.empty.hint")));
        }
        for (var source : all) {
            var card = new SourceCard(signedIn, sources, bundles, crawls, policies, tasks, source, this::show);
            list.add(card);
            if (source.name().equals(fresh)) {
                card.test();
            } else {
                card.showProjects();
            }
        }
        list.add(Parts.box("row", Parts.quiet(t("sources.add"), "plus", "source-add", this::add)));
        var hosts = sources.allowedHosts(signedIn.actor());
        list.add(Parts.hint(
                hosts.isEmpty() ? t("sources.hosts.any") : t("sources.hosts.listed", String.join(", ", hosts))));
    }

    private void add() {
        SourceDialogs.add(signedIn, sources, this::show).open();
    }
}
