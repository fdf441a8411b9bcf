package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The pages of a registry tree's wiki that are made from many blocks. All of them follow from the index alone, so that a
 * tree's own index tells what its pages said when they were written.
 */
final class RegistryWiki {

    private RegistryWiki() {}

    /** By their paths. */
    static SortedMap<String, String> pages(RegistryIndex index) {
        var pages = new TreeMap<String, String>();
        var blocks = index.latest();
        var byProject = blocks.stream()
                .filter(block -> !block.sourceProject().isEmpty())
                .collect(Collectors.groupingBy(RegistryEntry::sourceProject, TreeMap::new, Collectors.toList()));
        pages.put(RegistryPaths.HOME, home(blocks.size(), byProject.size()));
        pages.put(RegistryPaths.BLOCKS_PAGE, blocks(blocks));
        pages.put(RegistryPaths.SOLUTIONS_PAGE, solutions(blocks));
        pages.put(RegistryPaths.PROJECTS_PAGE, projects(byProject));
        byProject.forEach((key, own) -> pages.put(RegistryPaths.projectPage(key), project(key, own)));
        pages.put(
                RegistryPaths.HIERARCHY_PAGE,
                list("Levels", RegistryIndex.count(blocks, RegistryEntry::hierarchyLevel)));
        pages.put(RegistryPaths.DOMAINS_PAGE, list("Domains", RegistryIndex.count(blocks, RegistryEntry::domain)));
        blocks.forEach(block ->
                pages.put(RegistryPaths.domainLink(block.domain(), new BlockId(block.blockId())), domainLink(block)));
        return pages;
    }

    private static String home(int blocks, int projects) {
        return """
            # Blocks

            %s reusable blocks from %s projects.

            - [All blocks](_BLOCKS/_INDEX.md)
            - [Solutions](_SOLUTIONS/_INDEX.md)
            - [Projects](_PROJECT_REGISTRIES/_INDEX.md)
            - [Levels](_CONFIG/hierarchy.md) and [domains](_CONFIG/domains.md)
            """.formatted(blocks, projects);
    }

    private static String blocks(List<RegistryEntry> blocks) {
        return "# All blocks\n\n"
                + table(
                        blocks.stream()
                                .filter(block -> is(block, BlockType.ZONE))
                                .toList(),
                        "_BLOCKS");
    }

    private static String solutions(List<RegistryEntry> blocks) {
        var solutions =
                blocks.stream().filter(block -> is(block, BlockType.SOLUTION)).toList();
        return "# Solutions\n\n"
                + (solutions.isEmpty() ? "No solution has been published.\n" : table(solutions, "_SOLUTIONS"));
    }

    private static String projects(Map<String, List<RegistryEntry>> byProject) {
        var list = byProject.entrySet().stream()
                .map(project -> "- [" + label(project.getKey()) + "]("
                        + link(RegistryPaths.projectPage(project.getKey()), "_PROJECT_REGISTRIES") + "): "
                        + project.getValue().size() + (project.getValue().size() == 1 ? " block" : " blocks"))
                .collect(Collectors.joining("\n"));
        return "# Projects\n\n" + (list.isEmpty() ? "No project has been crawled." : list) + "\n";
    }

    private static String project(String key, List<RegistryEntry> blocks) {
        return "# " + label(key) + "\n\n" + table(blocks, "_PROJECT_REGISTRIES");
    }

    private static String list(String title, Map<String, Integer> counts) {
        return "# " + title + "\n\n| Name | Blocks |\n|---|---|\n"
                + counts.entrySet().stream()
                        .map(count -> "| " + label(count.getKey()) + " | " + count.getValue() + " |\n")
                        .collect(Collectors.joining());
    }

    private static String domainLink(RegistryEntry block) {
        return "# " + label(block.name()) + "\n\n" + label(block.summary()) + "\n\nSee ["
                + block.blockId() + "](../../" + link(block.wikiRef(), "_BLOCKS")
                + ").\n";
    }

    private static String table(Collection<RegistryEntry> blocks, String folder) {
        return "| Block | Version | Level | Domain | What it does |\n|---|---|---|---|---|\n"
                + blocks.stream().map(block -> row(block, folder)).collect(Collectors.joining());
    }

    private static String row(RegistryEntry block, String folder) {
        Function<String, String> cell = text -> label(text).replace("|", "\\|");
        return "| [" + block.blockId() + "](" + link(block.wikiRef(), folder) + ") | "
                + block.version()
                + " | " + cell.apply(block.hierarchyLevel()) + " | " + cell.apply(block.domain()) + " | "
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

    private static boolean is(RegistryEntry block, BlockType type) {
        return block.type().equals(type.wire());
    }
}
