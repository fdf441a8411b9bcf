package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import io.blockyard.catalog.ArticleRenderer.Heading;
import io.blockyard.catalog.ArticleRenderer.Rendered;
import io.blockyard.catalog.Articles.Backlink;
import io.blockyard.portal.part.ArticleBody;
import io.blockyard.portal.part.Parts;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The wiki article with its table of contents beside it. */
final class ArticlePanel extends Div {

    private static final int DEEPEST = 3;

    private final Supplier<Rendered> article;
    private final ArticleBody body = Parts.named(new ArticleBody(""), "article");
    private final OrderedList listed = new OrderedList();
    private final Nav contents = new Nav(new H2(t("article.contents")), listed);

    /**
     * @param article asked again whenever what is attached has changed
     * @param attachments makes the panel below the article, given what it tells of changes
     */
    ArticlePanel(
            Supplier<Rendered> article, List<Backlink> backlinks, Function<Runnable, AttachmentsPanel> attachments) {
        this.article = article;
        addClassName("article-layout");
        var page = Parts.box("stack", body, attachments.apply(this::show));
        if (!backlinks.isEmpty()) {
            page.add(linkedFrom(backlinks));
        }
        contents.addClassName("contents");
        contents.setAriaLabel(t("article.contents"));
        add(page, contents);
        show();
    }

    private void show() {
        var rendered = article.get();
        body.setHtml(rendered.html());
        listed.removeAll();
        rendered.headings().stream()
                .filter(heading -> heading.level() > 1 && heading.level() <= DEEPEST)
                .map(ArticlePanel::link)
                .forEach(listed::add);
        contents.setVisible(listed.getElement().getChildCount() > 0);
    }

    private static Nav linkedFrom(List<Backlink> backlinks) {
        var links = Parts.box("row");
        backlinks.forEach(backlink -> links.add(Parts.link("blocks/" + backlink.block(), backlink.name())));
        var nav = Parts.named(new Nav(new H2(t("article.linked-from")), links), "backlinks");
        nav.setAriaLabel(t("article.linked-from"));
        return nav;
    }

    private static ListItem link(Heading heading) {
        var link = new Anchor("#" + heading.anchor(), heading.text());
        link.setRouterIgnore(true);
        var item = new ListItem(link);
        item.setClassName("deep", heading.level() > 2);
        return item;
    }
}
