package io.blockyard.search.index;

import java.util.Locale;

/**
 * How the documents of an index are written. An index of another format lies in another folder, so that a new one is
 * built beside the old.
 *
 * @param schema of the documents
 * @param model whose vectors they hold; empty for words alone
 */
record IndexFormat(int schema, String model) {

    /** Changed whenever documents are written differently. */
    static final int SCHEMA = 9;

    static final String FOLDER_PREFIX = "blocks-";

    static IndexFormat of(String model) {
        return new IndexFormat(SCHEMA, model);
    }

    String folderName() {
        var name = FOLDER_PREFIX + schema;
        return model.isEmpty() ? name : name + "-" + slug(model);
    }

    /** Whether a folder holds documents that this version reads, of whatever model. */
    static boolean isReadable(String folderName) {
        var name = FOLDER_PREFIX + SCHEMA;
        return folderName.equals(name) || folderName.startsWith(name + "-");
    }

    private static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
