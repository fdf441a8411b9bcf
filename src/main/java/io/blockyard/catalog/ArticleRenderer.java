package io.blockyard.catalog;

import java.util.List;

/** Markdown of an article to safe HTML. */
public class ArticleRenderer {

    /** Front matter is left out; mermaid fences become {@code <pre class="mermaid">}; everything is sanitised. */
    public Rendered render(String markdown) {
        throw new UnsupportedOperationException();
    }

    /** The page and its table of contents. */
    public record Rendered(String html, List<Heading> headings) {}

    /** A heading with its anchor; {@code level} from 1. */
    public record Heading(int level, String text, String anchor) {}
}
