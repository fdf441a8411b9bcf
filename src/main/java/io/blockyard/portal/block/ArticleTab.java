package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Article;
import io.blockyard.catalog.ArticleRenderer;
import io.blockyard.catalog.ArticleRenderer.Rendered;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Attachments;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.DraftArticle;
import io.blockyard.portal.part.Parts;
import java.util.function.Supplier;

/** The article of a block as its page shows it, what waits there for a decision, and what is attached. */
final class ArticleTab {

    private final Catalog catalog;
    private final Articles articles;
    private final Attachments attachments;
    private final ArticleRenderer renderer;

    ArticleTab(Catalog catalog, Articles articles, Attachments attachments, ArticleRenderer renderer) {
        this.catalog = catalog;
        this.articles = articles;
        this.attachments = attachments;
        this.renderer = renderer;
    }

    /** Of a draft: the article as it will be. */
    Component of(Actor actor, PublishedVersion version) {
        var id = version.manifest().id();
        return version.waits() ? draft(actor, catalog.draftArticle(actor, id)) : published(actor, id);
    }

    /** An article as it was or is, with what was attached to it then. */
    Rendered page(Actor actor, Article article) {
        return page(actor, article, article.markdown());
    }

    /** @param markdown in the place of the article's own text */
    private Rendered page(Actor actor, Article article, String markdown) {
        var attached = attachments.all(actor, article.block(), article.revision());
        return renderer.render(markdown, PageTargets.of(actor, catalog, article.block(), article.revision(), attached));
    }

    private Component published(Actor actor, BlockId id) {
        var panel = panel(actor, id, () -> page(actor, articles.get(actor, id)));
        int waiting = articles.conflicts(actor, id).size();
        return waiting == 0 ? panel : Parts.box("stack", waiting(id, waiting), panel);
    }

    private Component draft(Actor actor, DraftArticle draft) {
        var id = draft.block();
        var panel = panel(
                actor,
                id,
                () -> page(
                        actor,
                        articles.get(actor, id),
                        catalog.draftArticle(actor, id).markdown()));
        int places = draft.conflicts().size();
        return places == 0
                ? panel
                : Parts.box(
                        "stack",
                        StandingBanners.banner("draft-conflicts", t("lifecycle.banner.draft-conflicts", places)),
                        panel);
    }

    private ArticlePanel panel(Actor actor, BlockId id, Supplier<Rendered> page) {
        return new ArticlePanel(
                page,
                articles.backlinks(actor, id),
                changed -> new AttachmentsPanel(actor, attachments, id, changed, null));
    }

    /** Tells that people and the source do not agree. */
    private static Div waiting(BlockId id, int count) {
        var banner = StandingBanners.banner("conflicts", t("conflicts.banner", count));
        banner.add(Parts.link("blocks/" + id + "/conflicts", t("conflicts.look")));
        return Parts.named(banner, "conflicts-banner");
    }
}
