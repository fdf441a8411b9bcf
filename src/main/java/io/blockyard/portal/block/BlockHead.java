package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import io.blockyard.access.Right;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Lifecycle;
import io.blockyard.catalog.Lifecycles;
import io.blockyard.catalog.Standing;
import io.blockyard.compose.CompositionRequest;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.compose.Compositions;
import io.blockyard.discovery.Crawls;
import io.blockyard.discovery.SourceChange;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Address;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The head of a block's page: what it is called, where it stands, who looks after it, and what can be done with it. */
final class BlockHead {

    private final SignedIn signedIn;
    private final Catalog catalog;
    private final Crawls crawls;
    private final Lifecycles lifecycles;
    private final Compositions compositions;
    private final LifecycleChoices choices;

    BlockHead(
            SignedIn signedIn,
            Catalog catalog,
            Crawls crawls,
            Lifecycles lifecycles,
            Compositions compositions,
            LifecycleChoices choices) {
        this.signedIn = signedIn;
        this.catalog = catalog;
        this.crawls = crawls;
        this.lifecycles = lifecycles;
        this.compositions = compositions;
        this.choices = choices;
    }

    Header of(CatalogBlock block, PublishedVersion version, BlockTab tab) {
        var manifest = version.manifest();
        var names = Parts.box(
                "block-names", new H1(manifest.name()), Parts.code(manifest.id().value()));
        var actions = Parts.box("block-actions", versionPicker(block, manifest, tab));
        actions.add(Parts.copy(t("block.copy-reference"), manifest.reference().toString(), "copy-reference"));
        // A draft's text is nobody's to write before the promotion brings it into the article.
        boolean written = version.standing() != Standing.DRAFT || block.lifecycle() == Lifecycle.DRAFT;
        if (tab == BlockTab.ARTICLE && written && signedIn.may(Right.WRITE_ARTICLES)) {
            actions.add(Parts.button(
                    t("block.edit"),
                    "edit-article",
                    () -> UI.getCurrent().navigate("blocks/" + manifest.id() + "/edit")));
        }
        if (lifecycles.may(signedIn.actor(), block)) {
            actions.add(new LifecycleMenu(signedIn.actor(), lifecycles, block, choices));
        }
        if (signedIn.may(Right.COMPOSE) && version.standing() == Standing.PUBLISHED) {
            actions.add(Parts.primary(t("block.use"), "use-block", () -> use(manifest)));
        }
        var summary = new Paragraph(summary(block, version));
        summary.addClassName("block-summary");
        var header = new Header(Parts.box("block-title", names, actions), summary, badges(block, manifest));
        header.addClassName("block-head");
        StandingBanners.of(block, version).forEach(header::add);
        return header;
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

    /** A name as the search takes it, in an address. */
    private static String encoded(String owner) {
        var quoted = owner.matches("[\\w.@-]+") ? owner : '"' + owner + '"';
        return URLEncoder.encode(quoted, StandardCharsets.UTF_8);
    }

    /** Of a draft the line that its article will begin with. */
    private String summary(CatalogBlock block, PublishedVersion version) {
        return version.waits()
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
        var draft = block.stewardship().draft();
        picker.setItems(Stream.concat(Stream.ofNullable(draft), block.versions().stream())
                .distinct()
                .toList());
        picker.setItemLabelGenerator(
                version -> version.equals(draft) ? t("block.version.draft", version) : version.toString());
        picker.setValue(shown.version());
        picker.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                Address.open(tab.path(shown.id(), change.getValue()));
            }
        });
        return picker;
    }

    private void use(BlockManifest manifest) {
        var draft = compositions.create(
                signedIn.actor(),
                new CompositionRequest(
                        null, List.of(new BlockChoice(manifest.reference().toString(), null)), null));
        UI.getCurrent().navigate("compose/" + draft.id());
    }

    private Div badges(CatalogBlock block, BlockManifest manifest) {
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
        var owners = block.stewardship().owners();
        if (!owners.isEmpty()) {
            var links = Parts.box("row", Parts.text("hint", t("block.owners", owners.size())));
            owners.forEach(owner -> links.add(Parts.link("?q=owner:" + encoded(owner), owner)));
            badges.add(Parts.named(links, "block-owned-by"));
        }
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
        return badges;
    }
}
