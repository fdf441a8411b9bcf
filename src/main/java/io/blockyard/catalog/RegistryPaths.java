package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import java.nio.charset.StandardCharsets;

/** Where things lie in a registry tree. Paths are relative to its root and use {@code /}. */
final class RegistryPaths {

    static final String INDEX = "Library/blocks/index.json";
    static final String HIERARCHY = "Library/blocks/hierarchy_config.json";
    static final String DOMAINS = "Library/blocks/domain_config.json";
    static final String PROJECTS = "Library/projects/project_index.json";
    static final String HOME = "Wiki/Home.md";
    static final String BLOCKS_PAGE = "Wiki/_BLOCKS/_INDEX.md";
    static final String SOLUTIONS_PAGE = "Wiki/_SOLUTIONS/_INDEX.md";
    static final String PROJECTS_PAGE = "Wiki/_PROJECT_REGISTRIES/_INDEX.md";
    static final String HIERARCHY_PAGE = "Wiki/_CONFIG/hierarchy.md";
    static final String DOMAINS_PAGE = "Wiki/_CONFIG/domains.md";

    /** The folder of the wiki that holds what is attached, by the articles' blocks. */
    static final String ATTACHMENTS = "_ATTACHMENTS/";

    private RegistryPaths() {}

    static String manifest(BlockId id, BlockVersion version) {
        return "Library/blocks/manifests/" + id + "_v" + version + ".json";
    }

    static String bundle(BlockId id, BlockVersion version) {
        return "Bundles/" + id + "_v" + version + ".zip";
    }

    /** @param schemaRef as a port has it, below {@code Library/blocks} */
    static String schema(String schemaRef) {
        return "Library/blocks/" + schemaRef;
    }

    /** The article of a block or solution. */
    static String article(BlockManifest manifest) {
        return switch (manifest.type()) {
            case ZONE -> "Wiki/_BLOCKS/by-hierarchy/" + fileName(manifest.level()) + "/" + manifest.id() + ".md";
            case SOLUTION -> "Wiki/_SOLUTIONS/" + manifest.id() + ".md";
        };
    }

    /** The page that leads to the block's article from its domain. */
    static String domainLink(String domain, BlockId id) {
        return "Wiki/_BLOCKS/by-domain/" + fileName(domain) + "/" + id + ".md";
    }

    /** What the last crawl wrote of the block: the base of later merges. */
    static String generated(BlockId id) {
        return "Library/blocks/articles/" + id + ".md";
    }

    /** A file that belongs to the block's article. */
    static String attachment(BlockId id, String name) {
        return "Wiki/" + ATTACHMENTS + id + "/" + fileName(name);
    }

    static String project(String key) {
        return "Library/projects/" + fileName(key) + ".json";
    }

    static String projectPage(String key) {
        return "Wiki/_PROJECT_REGISTRIES/" + fileName(key) + ".md";
    }

    /** A name as a file's name: everything but ASCII letters, digits and {@code _-.} percent-encoded. */
    static String fileName(String name) {
        var encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-.".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", b & 0xff));
            }
        }
        // A name of dots alone would be a folder above.
        return encoded.toString().matches("\\.*") ? encoded.toString().replace(".", "%2E") : encoded.toString();
    }
}
