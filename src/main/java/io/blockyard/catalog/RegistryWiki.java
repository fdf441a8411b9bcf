package io.blockyard.catalog;

import io.blockyard.block.BlockType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The pages of a registry tree's wiki that are made from many blocks. */
final class RegistryWiki {

    private RegistryWiki() {}

    static String home(RegistryIndex index) {
        return """
            # Blocks

            %s reusable blocks from %s projects.

            - [All blocks](_BLOCKS/_INDEX.md)
            - [Solutions](_SOLUTIONS/_INDEX.md)
            - [Projects](_PROJECT_REGISTRIES/_INDEX.md)
            - [Levels](_CONFIG/hierarchy.md) and [domains](_CONFIG/domains.md)
            """.formatted(index.blockCount(), index.statistics().byProject().size());
    }

    static String blocks(List<CatalogBlock> blocks) {
        return "# All blocks\n\n"
                + table(
                        blocks.stream()
                                .filter(block -> is(block, BlockType.ZONE))
                                .toList(),
                        "_BLOCKS");
    }

    static String solutions(List<CatalogBlock> blocks) {
        var solutions =
                blocks.stream().filter(block -> is(block, BlockType.SOLUTION)).toList();
        return "# Solutions\n\n"
                + (solutions.isEmpty() ? "No solution has been published.\n" : table(solutions, "_SOLUTIONS"));
    }

    static String projects(Map<String, List<CatalogBlock>> byProject) {
        var list = byProject.entrySet().stream()
                .map(project -> "- [" + label(project.getKey()) + "]("
                        + link(RegistryPaths.projectPage(project.getKey()), "_PROJECT_REGISTRIES") + "): "
                        + project.getValue().size() + (project.getValue().size() == 1 ? " block" : " blocks"))
                .collect(Collectors.joining("\n"));
        return "# Projects\n\n" + (list.isEmpty() ? "No project has been crawled." : list) + "\n";
    }

    static String project(String key, List<CatalogBlock> blocks) {
        return "# " + label(key) + "\n\n" + table(blocks, "_PROJECT_REGISTRIES");
    }

    static String list(String title, Map<String, Integer> counts) {
        return "# " + title + "\n\n| Name | Blocks |\n|---|---|\n"
                + counts.entrySet().stream()
                        .map(count -> "| " + label(count.getKey()) + " | " + count.getValue() + " |\n")
                        .collect(Collectors.joining());
    }

    static String domainLink(CatalogBlock block) {
        return "# " + label(block.manifest().name()) + "\n\n" + label(block.summary()) + "\n\nSee ["
                + block.manifest().id() + "](../../" + link(RegistryPaths.article(block.manifest()), "_BLOCKS")
                + ").\n";
    }

    private static String table(Collection<CatalogBlock> blocks, String folder) {
        return "| Block | Version | Level | Domain | What it does |\n|---|---|---|---|---|\n"
                + blocks.stream().map(block -> row(block, folder)).collect(Collectors.joining());
    }

    private static String row(CatalogBlock block, String folder) {
        var manifest = block.manifest();
        Function<String, String> cell = text -> label(text).replace("|", "\\|");
        return "| [" + manifest.id() + "](" + link(RegistryPaths.article(manifest), folder) + ") | "
                + manifest.version()
                + " | " + cell.apply(manifest.level()) + " | " + cell.apply(manifest.domain()) + " | "
                + cell.apply(block.summary()) + " |\n";
    }

    /** A path of the tree, seen from a page that lies directly in a folder of the wiki. */
    private static String link(String path, String folder) {
        var inWiki = path.substring("Wiki/".length());
        var relative = inWiki.startsWith(folder + "/") ? inWiki.substring(folder.length() + 1) : "../" + inWiki;
        // A percent sign of a file's name is one more time encoded in a link.
        return relative.replace("%", "%25");
    }

    private static String label(String text) {
        return text.lines()
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .replace("[", "\\[")
                .replace("]", "\\]");
    }

    private static boolean is(CatalogBlock block, BlockType type) {
        return block.manifest().type() == type;
    }
}
