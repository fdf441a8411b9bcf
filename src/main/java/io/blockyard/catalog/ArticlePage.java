package io.blockyard.catalog;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The Markdown of a wiki page as it is written, paragraph by paragraph, with a blank line behind each. */
public final class ArticlePage {

    private final StringBuilder text = new StringBuilder();

    /** What every block's front matter begins with: {@code id}, {@code version}, {@code type}, {@code blocked}. */
    public static ObjectNode fields(BlockManifest manifest) {
        return BlockFormats.yaml()
                .createObjectNode()
                .put("id", manifest.id().value())
                .put("version", manifest.version().toString())
                .put("type", manifest.type().wire())
                .put("blocked", manifest.blocked());
    }

    /** The given fields, and behind them how the block is classified. */
    public void frontMatter(ObjectNode fields, BlockManifest manifest) {
        fields.put("level", manifest.level()).put("domain", manifest.domain());
        var tags = fields.putArray("tags");
        manifest.tags().forEach(tags::add);
        paragraph("---\n" + BlockFormats.yaml().writeValueAsString(fields).strip() + "\n---");
    }

    /** The heading of a section. */
    public void heading(String title) {
        paragraph("## " + title);
    }

    public void section(String title, String body) {
        heading(title);
        paragraph(body);
    }

    public void paragraph(String markdown) {
        text.append(markdown).append("\n\n");
    }

    /** @param rows as many cells each as there are columns, in Markdown */
    public void table(List<String> columns, Stream<List<String>> rows) {
        var lines = new ArrayList<String>();
        lines.add(columns.stream().collect(Collectors.joining(" | ", "| ", " |")));
        lines.add("|" + "---|".repeat(columns.size()));
        rows.forEach(
                row -> lines.add(row.stream().map(ArticlePage::cell).collect(Collectors.joining(" | ", "| ", " |"))));
        paragraph(String.join("\n", lines));
    }

    /** The page, with one line end behind its last line. */
    public String markdown() {
        return text.toString().stripTrailing() + "\n";
    }

    /** A point of a list that names things, such as {@code - **Connections:** `DW`, `LAKE`}; none when there are none. */
    public static Stream<String> point(String what, List<String> names) {
        return names.isEmpty()
                ? Stream.empty()
                : Stream.of(names.stream()
                        .map(ArticlePage::code)
                        .collect(Collectors.joining(", ", "- **" + what + ":** ", "")));
    }

    /** The text as inline code. */
    public static String code(String text) {
        var clean = oneLine(text);
        return clean.contains("`") ? "`` " + clean + " ``" : "`" + clean + "`";
    }

    /** The lines of a text as one. */
    public static String oneLine(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String cell(String text) {
        return oneLine(text).replace("\\", "\\\\").replace("|", "\\|");
    }
}
