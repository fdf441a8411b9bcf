package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.blockyard.access.Actor;
import io.blockyard.access.People;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.ArticleRenderer;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Attachments;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Lifecycles;
import io.blockyard.catalog.SolutionUsage;
import io.blockyard.catalog.Solutions;
import io.blockyard.compose.Compositions;
import io.blockyard.discovery.Crawls;
import io.blockyard.discovery.UsageExample;
import io.blockyard.iac.Deployments;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.TabLinks;
import io.blockyard.portal.shell.MainLayout;
import io.blockyard.search.BlockRelatives;
import io.blockyard.search.SearchSuggestions;
import io.blockyard.search.match.Asks;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** The page of a block. Its tab and version stand in its address. */
@Route(value = "blocks/:id/:tab?", layout = MainLayout.class)
@PermitAll
public class BlockView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final SignedIn signedIn;
    private final Catalog catalog;
    private final Articles articles;
    private final ArticleTab article;
    private final Asks asks;
    private final BlockHead head;
    private final Lifecycles lifecycles;
    private final BlockRelatives relatives;
    private final Solutions solutions;
    private final Deployments deployments;
    private String title = "";

    public BlockView(
            SignedIn signedIn,
            Catalog catalog,
            Articles articles,
            Attachments attachments,
            ArticleRenderer renderer,
            Compositions compositions,
            Lifecycles lifecycles,
            BlockRelatives relatives,
            Solutions solutions,
            Deployments deployments,
            Asks asks,
            Crawls crawls,
            People people,
            SearchSuggestions suggestions) {
        this.signedIn = signedIn;
        this.catalog = catalog;
        this.articles = articles;
        this.article = new ArticleTab(catalog, articles, attachments, renderer);
        this.lifecycles = lifecycles;
        this.relatives = relatives;
        this.solutions = solutions;
        this.deployments = deployments;
        this.asks = asks;
        this.head = new BlockHead(
                signedIn, catalog, crawls, lifecycles, compositions, new LifecycleChoices(people, suggestions));
        addClassName("view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var actor = signedIn.actor();
        var id = new BlockId(event.getRouteParameters().get("id").orElse(""));
        var tab = BlockTab.of(event.getRouteParameters().get("tab").orElse(""));
        var asked = event.getLocation().getQueryParameters().getSingleParameter("version");
        var block = catalog.block(actor, id);
        if (!block.manifest().id().equals(id)) {
            // A name that the block had before.
            event.forwardTo(
                    tab.path(block.manifest().id(), null), event.getLocation().getQueryParameters());
            return;
        }
        var version = catalog.version(
                actor,
                id,
                asked.map(BlockVersion::parse).orElse(block.manifest().version()));
        title = version.manifest().name();
        removeAll();
        var revision = event.getLocation().getQueryParameters().getSingleParameter("revision");
        add(
                head.of(block, version, tab),
                tabs(block, version, tab),
                content(
                        actor,
                        block,
                        version,
                        tab,
                        revision.map(BlockView::number).orElse(0L)));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private Component content(Actor actor, CatalogBlock block, PublishedVersion version, BlockTab tab, long revision) {
        var manifest = version.manifest();
        return switch (tab) {
            case ARTICLE -> article.of(actor, version);
            case CONTRACT -> new ContractPanel(manifest);
            case FLOW -> flow(actor, manifest);
            case VERSIONS ->
                new VersionsPanel(
                        actor,
                        lifecycles,
                        block,
                        catalog.versions(actor, block.manifest().id()));
            case HISTORY ->
                new HistoryPanel(actor, articles, manifest.id(), revision, then -> article.page(actor, then));
            case USAGE -> new UsagePanel(manifest, usage(actor, manifest));
            case USES ->
                new UsesPanel(solutions.holding(actor, manifest.id()), deployments.using(actor, manifest.id()));
            case ASKS -> new AsksPanel(signedIn, asks, manifest.id());
            case RELATED ->
                new RelatedPanel(
                        manifest.id(),
                        relatives.similar(actor, manifest.id(), RelatedPanel.SHOWN),
                        relatives.neighbours(actor, manifest.id(), RelatedPanel.SHOWN));
        };
    }

    private Component flow(Actor actor, BlockManifest manifest) {
        return switch (manifest.type()) {
            case ZONE -> new FlowPanel(manifest, catalog.definition(actor, manifest.id(), manifest.version()));
            case SOLUTION -> new MembersPanel(solutions.assembly(actor, manifest.id(), manifest.version()));
        };
    }

    private String usage(Actor actor, BlockManifest manifest) {
        return switch (manifest.type()) {
            case ZONE -> UsageExample.of(manifest, catalog.definition(actor, manifest.id(), manifest.version()));
            case SOLUTION -> SolutionUsage.of(manifest);
        };
    }

    private static TabLinks tabs(CatalogBlock block, PublishedVersion version, BlockTab current) {
        var manifest = version.manifest();
        @Nullable
        BlockVersion pinned = manifest.version().equals(block.manifest().version()) ? null : manifest.version();
        var links = new TabLinks(t("block.tabs"));
        for (var tab : BlockTab.values()) {
            links.tab(
                    tab.path(manifest.id(), pinned), t("block.tab." + tab.wire()), "tab-" + tab.wire(), tab == current);
        }
        return links;
    }

    @Override
    public String getPageTitle() {
        return title + " – Blockyard";
    }
}
