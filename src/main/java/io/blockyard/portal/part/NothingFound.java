package io.blockyard.portal.part;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/** What stands where a search found no block. */
public final class NothingFound {

    private static final String QUOTES = "\"\u201c\u201d\u00ab\u00bb";

    private NothingFound() {}

    /** @param text what was typed; empty where filters alone leave nothing */
    public static Div panel(String text, Component... actions) {
        return Parts.empty("search", title(text), t("catalog.none.hint"), actions);
    }

    /** What has quotation marks of its own is not given others. */
    private static String title(String text) {
        if (text.isBlank()) {
            return t("catalog.none");
        }
        boolean quoted = text.chars().anyMatch(letter -> QUOTES.indexOf(letter) >= 0);
        return t(quoted ? "catalog.none.for-quoted" : "catalog.none.for", text.strip());
    }
}
