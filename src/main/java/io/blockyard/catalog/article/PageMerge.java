package io.blockyard.catalog.article;

/**
 * A page that is made from many blocks, in which somebody wrote: what they wrote stays, and the rest is as it is made now.
 *
 * @param text the page, whose last line ends
 * @param both whether both changed the same lines, of which the one and the other stand there now
 */
public record PageMerge(String text, boolean both) {

    /**
     * @param base as it was made when it was last written
     * @param made as it is made now
     * @param there as it stands there
     */
    public static PageMerge of(String base, String made, String there) {
        var union = TextMerge.union(base.stripTrailing(), made.stripTrailing(), there.stripTrailing());
        return new PageMerge(union.text().stripTrailing() + "\n", union.both());
    }
}
