package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Article;
import io.blockyard.catalog.ArticleRenderer.Rendered;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Articles.Revision;
import io.blockyard.portal.part.Address;
import io.blockyard.portal.part.ArticleBody;
import io.blockyard.portal.part.CodeView;
import io.blockyard.portal.part.DataTable;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Every revision of the article: who wrote it, when and why; and of one of them what it changed. */
final class HistoryPanel extends Div {

    private static final int SHOWN = 200;

    private final Actor actor;
    private final Articles articles;
    private final BlockId id;
    private final Function<Article, Rendered> page;

    /**
     * @param chosen the revision to look into; none when it is not positive
     * @param page draws the article as it was
     */
    HistoryPanel(Actor actor, Articles articles, BlockId id, long chosen, Function<Article, Rendered> page) {
        this.actor = actor;
        this.articles = articles;
        this.id = id;
        this.page = page;
        addClassName("stack");
        var revisions = articles.history(actor, id, SHOWN);
        revisions.stream()
                .filter(revision -> revision.revision() == chosen)
                .findFirst()
                .ifPresent(revision -> add(changes(
                        revision, revision.revision() == revisions.getFirst().revision())));
        var table = DataTable.of(
                t("history.title"), t("history.revision"), t("history.when"), t("history.who"), t("history.why"));
        for (var revision : revisions) {
            var link = Parts.link(address(revision.revision()), Long.toString(revision.revision()));
            link.getElement().setAttribute("aria-current", revision.revision() == chosen ? "true" : "false");
            table.row(
                    Parts.named(link, "revision-" + revision.revision()),
                    new Span(Words.moment(revision.writtenAt())),
                    new Span(revision.author()),
                    new Span(revision.reason()));
        }
        var card = Parts.box("card", table.scrolling());
        card.addClassName("flush");
        add(card);
    }

    private Div changes(Revision revision, boolean newest) {
        var text = articles.revision(actor, id, revision.revision());
        var view = new CodeView(t("history.changes", revision.revision()), "text", text);
        if (revision.revision() > 1) {
            view.comparedWith(articles.revision(actor, id, revision.revision() - 1));
        }
        var head = Parts.box("row", new H2(t("history.changes", revision.revision())));
        if (!newest && actor.may(Right.WRITE_ARTICLES)) {
            LongConsumer restore = number -> {
                var restored = articles.restore(actor, id, number);
                Notices.done(t("history.restored", number));
                Address.open(address(restored.revision()));
            };
            head.add(Parts.button(t("history.restore"), "restore", () -> restore.accept(revision.revision())));
        }
        return Parts.box("stack", head, view, asItWas(revision, text));
    }

    private Details asItWas(Revision revision, String text) {
        var then = new Article(id, text, revision.revision(), revision.author(), revision.writtenAt());
        var body = new ArticleBody(page.apply(then).html());
        return Parts.named(
                new Details(t("history.page", revision.revision()), Parts.box("card", body)), "revision-page");
    }

    private String address(long revision) {
        return BlockTab.HISTORY.path(id, null) + "?revision=" + revision;
    }
}
