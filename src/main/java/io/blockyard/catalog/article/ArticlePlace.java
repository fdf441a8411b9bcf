package io.blockyard.catalog.article;

/**
 * A place in an article that people can be pointed to.
 *
 * @param field whether it is a field of the front matter; otherwise a section
 * @param name the field's key or the section's heading
 */
public record ArticlePlace(boolean field, String name) {

    private static final String FIELD = "field:";
    private static final String SECTION = "section:";

    static ArticlePlace field(String name) {
        return new ArticlePlace(true, name);
    }

    static ArticlePlace section(String name) {
        return new ArticlePlace(false, name);
    }

    /** The place that {@link #toString} wrote. */
    public static ArticlePlace parse(String text) {
        return text.startsWith(FIELD)
                ? field(text.substring(FIELD.length()))
                : section(text.startsWith(SECTION) ? text.substring(SECTION.length()) : text);
    }

    /** {@code field:owner} or {@code section:Inputs}. */
    @Override
    public String toString() {
        return (field ? FIELD : SECTION) + name;
    }
}
