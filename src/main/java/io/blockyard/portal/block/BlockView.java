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
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Lifecycle;
import io.blockyard.compose.CompositionRequest;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.compose.Compositions;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Address;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.TabLinks;
import io.blockyard.portal.part.Words;
import io.blockyard.portal.shell.MainLayout;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of a block. Its tab and version stand in its address. */
@Route(value = "blocks/:id/:tab?", layout = MainLayout.class)
@PermitAll
public class BlockView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final SignedIn signedIn;
    private final Catalog catalog;
    private final ArticleRenderer articles;
    private final Compositions compositions;
    private String title = "";

    public BlockView(SignedIn signedIn, Catalog catalog, ArticleRenderer articles, Compositions compositions) {
        this.signedIn = signedIn;
        this.catalog = catalog;
        this.articles = articles;
        this.compositions = compositions;
        addClassName("view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var actor = signedIn.actor();
        var id = new BlockId(event.getRouteParameters().get("id").orElse(""));
        var tab = BlockTab.of(event.getRouteParameters().get("tab").orElse(""));
        var asked = event.getLocation().getQueryParameters().getSingleParameter("version");
        var block = catalog.block(actor, id);
        var version = catalog.version(
                actor,
                id,
                asked.map(BlockVersion::parse).orElse(block.manifest().version()));
        title = version.manifest().name();
        removeAll();
        add(header(block, version, tab), tabs(block, version, tab), content(actor, block, version, tab));
    }

    private Component content(Actor actor, CatalogBlock block, PublishedVersion version, BlockTab tab) {
        var manifest = version.manifest();
        return switch (tab) {
            case ARTICLE ->
                new ArticlePanel(
                        articles.render(catalog.article(actor, manifest.id()).markdown()));
            case CONTRACT -> new ContractPanel(manifest);
            case FLOW -> new FlowPanel(manifest, catalog.definition(actor, manifest.id(), manifest.version()));
            case VERSIONS ->
                new VersionsPanel(catalog.versions(actor, block.manifest().id()));
            case USAGE -> new UsagePanel(manifest, catalog.definition(actor, manifest.id(), manifest.version()));
        };
    }

    private Header header(CatalogBlock block, PublishedVersion version, BlockTab tab) {
        var manifest = version.manifest();
        var names = Parts.box(
                "block-names", new H1(manifest.name()), Parts.code(manifest.id().value()));
        var actions = Parts.box("block-actions", versionPicker(block, manifest, tab));
        actions.add(Parts.copy(t("block.copy-reference"), manifest.reference().toString(), "copy-reference"));
        if (signedIn.may(Right.COMPOSE)) {
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
        badges.add(Parts.text("hint", t("block.crawled", manifest.sourceProject(), Words.ago(block.lastCrawledAt()))));
        var summary = new Paragraph(block.summary());
        summary.addClassName("block-summary");
        var header = new Header(Parts.box("block-title", names, actions), summary, badges);
        header.addClassName("block-head");
        return header;
    }

    private static Component lifecycle(Lifecycle lifecycle) {
        var tone = switch (lifecycle) {
            case PUBLISHED -> "good";
            case DEPRECATED -> "wait";
            case YANKED -> "bad";
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
