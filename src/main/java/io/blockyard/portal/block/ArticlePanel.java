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

/** The wiki article with its table of contents beside it. */
final class ArticlePanel extends Div {

    private static final int DEEPEST = 3;

    ArticlePanel(Rendered article, List<Backlink> backlinks, AttachmentsPanel attachments) {
        addClassName("article-layout");
        var body = Parts.named(new ArticleBody(article.html()), "article");
        var page = Parts.box("stack", body, attachments);
        if (!backlinks.isEmpty()) {
            page.add(linkedFrom(backlinks));
        }
        add(page);
        var listed = article.headings().stream()
                .filter(heading -> heading.level() > 1 && heading.level() <= DEEPEST)
                .toList();
        if (!listed.isEmpty()) {
            add(contents(listed));
        }
    }

    private static Nav linkedFrom(List<Backlink> backlinks) {
        var links = Parts.box("row");
        backlinks.forEach(backlink -> links.add(Parts.link("blocks/" + backlink.block(), backlink.name())));
        var nav = Parts.named(new Nav(new H2(t("article.linked-from")), links), "backlinks");
        nav.setAriaLabel(t("article.linked-from"));
        return nav;
    }

    private static Nav contents(List<Heading> headings) {
        var list = new OrderedList();
        for (var heading : headings) {
            var link = new Anchor("#" + heading.anchor(), heading.text());
            link.setRouterIgnore(true);
            var item = new ListItem(link);
            item.setClassName("deep", heading.level() > 2);
            list.add(item);
        }
        var nav = new Nav(new H2(t("article.contents")), list);
        nav.addClassName("contents");
        nav.setAriaLabel(t("article.contents"));
        return nav;
    }
}
