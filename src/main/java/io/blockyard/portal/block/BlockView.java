package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.ArticleRenderer;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Attachments;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Lifecycle;
import io.blockyard.catalog.Lifecycles;
import io.blockyard.catalog.SolutionUsage;
import io.blockyard.catalog.Solutions;
import io.blockyard.catalog.Standing;
import io.blockyard.compose.CompositionRequest;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.compose.Compositions;
import io.blockyard.discovery.Crawls;
import io.blockyard.discovery.SourceChange;
import io.blockyard.discovery.UsageExample;
import io.blockyard.iac.Deployments;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Address;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.TabLinks;
import io.blockyard.portal.part.Words;
import io.blockyard.portal.shell.MainLayout;
import io.blockyard.search.BlockRelatives;
import io.blockyard.search.match.Asks;
import jakarta.annotation.security.PermitAll;
import java.util.List;
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
    private final Crawls crawls;
    private final Compositions compositions;
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
            Crawls crawls) {
        this.signedIn = signedIn;
        this.catalog = catalog;
        this.articles = articles;
        this.article = new ArticleTab(catalog, articles, attachments, renderer);
        this.compositions = compositions;
        this.lifecycles = lifecycles;
        this.relatives = relatives;
        this.solutions = solutions;
        this.deployments = deployments;
        this.asks = asks;
        this.crawls = crawls;
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
                header(block, version, tab),
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

    private static Component origin(CatalogBlock block, BlockManifest manifest) {
        var words = switch (manifest.type()) {
            case ZONE -> t("block.crawled", manifest.sourceProject(), Words.ago(block.lastCrawledAt()));
            case SOLUTION -> t("block.made-of", manifest.sequence().size(), Words.ago(block.publishedAt()));
        };
        return Parts.text("hint", words);
    }

    /** Leads those who may accept it to the preview. */
    private Component sourceChanged(SourceChange change) {
        var words = t("block.source-changed", change.version(), Words.ago(change.seenAt()));
        return Parts.named(
                signedIn.may(Right.ADMINISTER)
                        ? Parts.link("admin/crawls/" + change.crawl(), words)
                        : Parts.badge(words, "wait"),
                "source-changed");
    }

    private Header header(CatalogBlock block, PublishedVersion version, BlockTab tab) {
        var manifest = version.manifest();
        var names = Parts.box(
                "block-names", new H1(manifest.name()), Parts.code(manifest.id().value()));
        var actions = Parts.box("block-actions", versionPicker(block, manifest, tab));
        actions.add(Parts.copy(t("block.copy-reference"), manifest.reference().toString(), "copy-reference"));
        if (tab == BlockTab.ARTICLE && signedIn.may(Right.WRITE_ARTICLES)) {
            actions.add(Parts.button(
                    t("block.edit"),
                    "edit-article",
                    () -> UI.getCurrent().navigate("blocks/" + manifest.id() + "/edit")));
        }
        if (lifecycles.may(signedIn.actor(), block)) {
            actions.add(new LifecycleMenu(signedIn.actor(), lifecycles, block));
        }
        if (signedIn.may(Right.COMPOSE) && version.standing() == Standing.PUBLISHED) {
            actions.add(Parts.primary(t("block.use"), "use-block", () -> use(manifest)));
        }
        var badges = Parts.box(
                "badges",
                lifecycle(block.lifecycle()),
                Parts.domainBadge(manifest.domain()),
                Parts.levelBadge(manifest.level()),
                Parts.badge(Words.named("block.type", manifest.type().wire()), "type"));
        manifest.tags().forEach(tag -> {
            var link = Parts.link("?tag=" + tag, tag);
            link.addClassName("tag");
            badges.add(link);
        });
        badges.add(origin(block, manifest));
        crawls.sourceChange(signedIn.actor(), manifest.id()).ifPresent(change -> badges.add(sourceChanged(change)));
        if (!block.formerNames().isEmpty()) {
            badges.add(Parts.text("hint", t("block.formerly", String.join(", ", block.formerNames()))));
        }
        var gone = block.sourceGone();
        if (gone != null) {
            badges.add(Parts.named(
                    Parts.badge(
                            t("block.source-gone", Words.named("crawl.reason", gone.reason()), Words.ago(gone.since())),
                            "bad"),
                    "source-gone"));
        }
        var summary = new Paragraph(summary(block, version));
        summary.addClassName("block-summary");
        var header = new Header(Parts.box("block-title", names, actions), summary, badges);
        header.addClassName("block-head");
        StandingBanners.of(block, version).forEach(header::add);
        return header;
    }

    /** Of a draft the line that its article will begin with. */
    private String summary(CatalogBlock block, PublishedVersion version) {
        return version.standing() == Standing.DRAFT
                ? catalog.draftArticle(signedIn.actor(), version.manifest().id())
                        .summary()
                : block.summary();
    }

    private static Component lifecycle(Lifecycle lifecycle) {
        var tone = switch (lifecycle) {
            case PUBLISHED -> "good";
            case DEPRECATED -> "wait";
            case YANKED -> "bad";
            case DRAFT -> "wait";
        };
        return Parts.badge(Words.named("block.lifecycle", lifecycle.wire()), tone);
    }

    private static Select<BlockVersion> versionPicker(CatalogBlock block, BlockManifest shown, BlockTab tab) {
        var picker = Parts.named(new Select<BlockVersion>(), "version-picker");
        picker.setAriaLabel(t("block.version"));
        picker.setItems(block.versions());
        picker.setValue(shown.version());
        picker.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                Address.open(tab.path(shown.id(), change.getValue()));
            }
        });
        return picker;
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

    private void use(BlockManifest manifest) {
        var draft = compositions.create(
                signedIn.actor(),
                new CompositionRequest(
                        null, List.of(new BlockChoice(manifest.reference().toString(), null)), null));
        UI.getCurrent().navigate("compose/" + draft.id());
    }

    @Override
    public String getPageTitle() {
        return title + " – Blockyard";
    }
}
