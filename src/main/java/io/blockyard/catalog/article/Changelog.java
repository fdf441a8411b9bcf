package io.blockyard.catalog.article;

/** The section that grows by a line with each version; lines that people add there never stand in its way. */
final class Changelog {

    private Changelog() {}

    static boolean is(Part part) {
        return part.kind() == Part.Kind.SECTION && part.key().equals("changelog");
    }
}
