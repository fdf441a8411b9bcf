package io.blockyard.catalog.article;

/**
 * A piece of an article that is merged as one: a field of the front matter, or a section with its heading.
 *
 * @param name what people call it: the field's key or the heading's text, numbered where it occurs again; empty for
 *     what stands before the first heading
 * @param key by which it is known again in another text; differs from {@code name} for the title, which changes with
 *     the block's name
 * @param text its lines without trailing blank ones; heading and key included
 */
record Part(Kind kind, String name, String key, String text) {

    enum Kind {
        FIELD,
        SECTION
    }

    static Part field(String key, String text) {
        return new Part(Kind.FIELD, key, key, text.stripTrailing());
    }

    /** The place as a conflict names it. */
    ArticlePlace place() {
        return kind == Kind.FIELD ? ArticlePlace.field(name) : ArticlePlace.section(name);
    }

    /** The text without the heading's line. */
    String body() {
        int end = text.indexOf('\n');
        return kind == Kind.FIELD || name.isEmpty()
                ? text
                : end < 0 ? "" : text.substring(end + 1).strip();
    }

    boolean says(Part other) {
        return text.equals(other.text);
    }
}
