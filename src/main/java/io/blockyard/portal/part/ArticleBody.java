package io.blockyard.portal.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;

/** A rendered article; its mermaid fences become pictures. */
@Tag("by-article")
@JsModule("./article-view.ts")
@NpmPackage(value = "mermaid", version = "12.3.0")
public class ArticleBody extends Component implements HasStyle {

    /** @param safeHtml as the catalog's renderer makes it, already sanitised */
    public ArticleBody(String safeHtml) {
        getElement().setAttribute("data-drawing", Words.t("article.drawing"));
        getElement().setAttribute("data-table", Words.t("article.table"));
        setHtml(safeHtml);
    }

    public final void setHtml(String safeHtml) {
        getElement().setProperty("html", safeHtml);
    }
}
