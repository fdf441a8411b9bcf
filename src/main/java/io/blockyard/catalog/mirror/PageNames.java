package io.blockyard.catalog.mirror;

import io.blockyard.block.BlockId;

/**
 * What the pages of a tree are called in a wiki of DSS, where names are unique whatever the folder: a block's page by its
 * id, everything else so that it cannot be taken for one. A folder is an article too, with its index page as its text.
 */
final class PageNames {

    private static final String INDEX = "_INDEX.md";

    private PageNames() {}

    /** Whether it is the page of one block or solution, which says so itself; all others are made from many. */
    static boolean isOfBlock(String path) {
        return BlockId.isValid(of(path));
    }

    /** @param path such as {@code Wiki/_BLOCKS/by-hierarchy/equipment/PUMPS.md} */
    static String of(String path) {
        var file = path.substring(path.lastIndexOf('/') + 1);
        if (file.equals(INDEX)) {
            return ofFolder(path.substring(0, path.lastIndexOf('/')));
        }
        var name = file.substring(0, file.length() - ".md".length());
        if (path.contains("/by-domain/")) {
            return name + " (by domain)";
        }
        return path.contains("/_PROJECT_REGISTRIES/") ? "Project " + name : name;
    }

    /** @param folder such as {@code Wiki/_BLOCKS/by-hierarchy/equipment} */
    static String ofFolder(String folder) {
        var name = folder.substring(folder.lastIndexOf('/') + 1);
        if (folder.contains("/by-hierarchy/")) {
            return "Level " + name;
        }
        return folder.contains("/by-domain/") ? "Domain " + name : name;
    }

    /** The folder above a page or folder; empty at the top. An index page stands for its folder. */
    static String folder(String path) {
        var folder = path.substring(0, path.lastIndexOf('/'));
        if (path.endsWith("/" + INDEX)) {
            folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
        }
        return folder.equals("Wiki") ? "" : folder;
    }
}
