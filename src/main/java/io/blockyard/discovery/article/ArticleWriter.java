package io.blockyard.discovery.article;

import static io.blockyard.discovery.article.Prose.cell;
import static io.blockyard.discovery.article.Prose.code;
import static io.blockyard.discovery.article.Prose.count;
import static io.blockyard.discovery.article.Prose.sentence;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockReference;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.discovery.UsageExample;
import io.blockyard.discovery.article.Steps.Step;
import java.util.List;
import java.util.Locale;

/** The wiki page of a block. */
public final class ArticleWriter {

    private static final String INPUTS = "Inputs";

    private final BlockManifest manifest;
    private final ProjectSnapshot zone;
    private final Texts texts;
    private final List<Step> steps;
    private final StringBuilder page = new StringBuilder();

    private ArticleWriter(BlockManifest manifest, ProjectSnapshot zone, List<Step> steps, Texts texts) {
        this.manifest = manifest;
        this.zone = zone;
        this.texts = texts;
        this.steps = steps;
    }

    /**
     * What the page says that stands neither in the manifest nor in the zone.
     *
     * @param summary one line
     * @param about what the zone's author wrote of it, Markdown; may be empty
     * @param classification why the block has its level and domain, sentences; may be empty
     * @param changelog newest first
     */
    public record Texts(String summary, String about, String classification, List<ChangelogLine> changelog) {}

    /** One version in the changelog, with what changed. */
    public record ChangelogLine(String version, String date, String text) {}

    /**
     * The whole page in Markdown, front matter included.
     *
     * @param steps what is done in the zone
     */
    public static String write(BlockManifest manifest, ProjectSnapshot zone, List<Step> steps, Texts texts) {
        return new ArticleWriter(manifest, zone, steps, texts).write();
    }

    private String write() {
        frontMatter();
        line("# " + manifest.name());
        line(sentence(texts.summary()));
        line(facts());
        description();
        ports(INPUTS, manifest.inputs());
        ports("Outputs", manifest.outputs());
        columns();
        section("Flow", "```mermaid\n" + FlowDrawing.of(zone, steps, manifest.inputs(), manifest.outputs()) + "```");
        contains();
        dependencies();
        usage();
        changelog();
        return page.toString().stripTrailing() + "\n";
    }

    private void frontMatter() {
        var yaml = BlockFormats.yaml()
                .createObjectNode()
                .put("id", manifest.id().value())
                .put("version", manifest.version().toString())
                .put("type", manifest.type().wire())
                .put("blocked", manifest.blocked())
                .put("source", manifest.sourceProject() + " / " + manifest.sourceZone())
                .put("level", manifest.level())
                .put("domain", manifest.domain());
        var tags = yaml.putArray("tags");
        manifest.tags().forEach(tags::add);
        line("---\n" + BlockFormats.yaml().writeValueAsString(yaml).strip() + "\n---");
    }

    private String facts() {
        return "**" + Prose.capitalised(complexity()) + "** \u00b7 "
                + count(steps.size(), "recipe") + " \u00b7 "
                + count(manifest.contains().datasets().size(), "internal dataset") + " \u00b7 "
                + count(manifest.inputs().size(), "input") + " \u00b7 "
                + count(manifest.outputs().size(), "output");
    }

    private String complexity() {
        var code = steps.stream()
                .filter(step -> RecipeTypes.language(step.recipe().type()) != RecipeTypes.Language.NONE)
                .count();
        var weight = steps.size() + code + zone.library().size() / 2;
        if (weight <= 4) {
            return "simple";
        }
        return weight <= 12 ? "moderate" : "complex";
    }

    private void description() {
        heading("Description");
        // The summary above is usually how the text begins; nobody wants to read it twice.
        var about = texts.about().strip();
        about = about.startsWith(texts.summary())
                ? about.substring(texts.summary().length()).strip()
                : about;
        if (!about.isEmpty()) {
            line(about.replaceAll("(?m)^#{1,3}(?=\\s)", "####"));
        }
        line("**What comes in.** " + comesIn());
        var list = new StringBuilder("**What is done, step by step.**\n\n");
        for (int i = 0; i < steps.size(); i++) {
            list.append(i + 1).append(". ").append(step(steps.get(i))).append('\n');
        }
        line(list.toString().stripTrailing());
        line("**What comes out.** " + comesOut());
        if (!texts.classification().isEmpty()) {
            line("*" + texts.classification() + "*");
        }
    }

    private String comesIn() {
        return Prose.capitalised(Prose.and(
                        manifest.inputs().stream().map(this::portWithMeaning).toList())) + ".";
    }

    private String comesOut() {
        return Prose.capitalised(Prose.and(
                        manifest.outputs().stream().map(this::portWithMeaning).toList())) + ".";
    }

    private String portWithMeaning(Port port) {
        var kind = port.type() == PortType.DATASET ? "" : "the " + port.type().words() + " ";
        var meaning = Prose.oneLine(Prose.withoutLinks(Prose.firstSentence(port.description())))
                .replaceAll("[.]$", "");
        return kind + code(port.name()) + (meaning.isEmpty() ? "" : " (" + lowerFirst(meaning) + ")");
    }

    private String step(Step step) {
        var recipe = step.recipe();
        var text = new StringBuilder("**")
                .append(recipe.name())
                .append("** (")
                .append(step.typeName())
                .append("): ");
        if (RecipeTypes.language(recipe.type()) != RecipeTypes.Language.NONE
                && !step.said().isEmpty()) {
            text.append(sentence(Prose.capitalised(step.said())))
                    .append(" Reads ")
                    .append(names(recipe.inputs()));
            return text.append(", writes ")
                    .append(names(recipe.outputs()))
                    .append('.')
                    .toString();
        }
        text.append(step.does());
        var outputs = names(recipe.outputs());
        if (!outputs.isEmpty()
                && !step.does().contains(outputs)
                && !recipe.type().equals("split")) {
            text.append(", giving ").append(outputs);
        }
        text.append('.');
        if (!step.said().isEmpty()) {
            text.append(' ').append(sentence(Prose.capitalised(step.said())));
        }
        return text.toString();
    }

    private String names(List<RecipeItem> items) {
        return items.isEmpty()
                ? "nothing"
                : Prose.codes(
                        items.stream().map(item -> name(item.ref())).distinct().toList());
    }

    private void ports(String title, List<Port> ports) {
        heading(title);
        if (ports.isEmpty()) {
            line("None.");
            return;
        }
        // What comes out is always there.
        var choice = title.equals(INPUTS);
        var table = new StringBuilder(
                choice
                        ? "| Name | Type | Required | Columns | Description |\n|---|---|---|---|---|\n"
                        : "| Name | Type | Columns | Description |\n|---|---|---|---|\n");
        for (var port : ports) {
            table.append("| ")
                    .append(cell(code(port.name())))
                    .append(" | ")
                    .append(cell(kind(port)))
                    .append(choice ? port.required() ? " | yes" : " | no" : "")
                    .append(" | ")
                    .append(columnCount(port))
                    .append(" | ")
                    .append(cell(port.description()))
                    .append(" |\n");
        }
        line(table.toString().stripTrailing());
    }

    private static String kind(Port port) {
        return port.partitionedBy().isEmpty()
                ? port.type().words()
                : port.type().words() + ", partitioned by "
                        + Prose.and(port.partitionedBy().stream()
                                .map(dimension -> code(dimension.name())
                                        + (dimension.period().isEmpty() ? "" : " (" + dimension.period() + ")"))
                                .toList());
    }

    /** The type, and whether the column is filled in every row, where that is known. */
    private static String type(Column column) {
        if (column.nullable() == null) {
            return column.type();
        }
        return column.type() + (column.nullable() ? ", may be empty" : ", never empty");
    }

    private static String columnCount(Port port) {
        if (!port.columns().isEmpty()) {
            return String.valueOf(port.columns().size());
        }
        return port.type() == PortType.DATASET ? "not known" : "\u2013";
    }

    private void columns() {
        heading("Columns");
        manifest.ports().filter(port -> port.type() == PortType.DATASET).forEach(port -> {
            line("### " + port.name());
            if (port.columns().isEmpty()) {
                line("> The source project has no schema for this dataset, so this part of the contract is open.");
                return;
            }
            var table = new StringBuilder("| Column | Type | Description |\n|---|---|---|\n");
            port.columns()
                    .forEach(column -> table.append("| ")
                            .append(cell(code(column.name())))
                            .append(" | ")
                            .append(type(column))
                            .append(" | ")
                            .append(cell(column.description()))
                            .append(" |\n"));
            line(table.toString().stripTrailing());
        });
    }

    private void contains() {
        heading("Contains");
        var contains = manifest.contains();
        var list = new StringBuilder();
        bullet(list, "Recipes", contains.recipes());
        bullet(list, "Datasets", contains.datasets());
        bullet(list, "Models", contains.models());
        bullet(list, "Folders", contains.folders());
        bullet(list, "Library", List.copyOf(zone.library().keySet()));
        line(list.toString().stripTrailing());
    }

    private void dependencies() {
        heading("Dependencies");
        var needs = manifest.dependencies();
        var list = new StringBuilder();
        bullet(list, "Python packages", needs.python());
        bullet(list, "R packages", needs.r());
        bullet(list, "SQL of", needs.sql());
        bullet(list, "Code environments", needs.codeEnvs());
        bullet(list, "Connections", needs.connections());
        bullet(list, "Plugins", needs.plugins());
        bullet(list, "Components of plugins", needs.pluginComponents());
        bullet(list, "Project variables", needs.variables());
        if (!needs.uses().isEmpty()) {
            list.append("- **Reads what these blocks make:** ")
                    .append(String.join(
                            ", ", needs.uses().stream().map(ArticleWriter::link).toList()))
                    .append('\n');
        }
        bullet(list, "Credentials to set again, which were left out of the catalog, in", LostCredentials.in(zone));
        for (var point : manifest.extensionPoints()) {
            list.append("- **Extension point** in ")
                    .append(code(point.recipe()))
                    .append(": subclass ")
                    .append(code(point.baseClass()));
            if (!point.requiredMethods().isEmpty()) {
                list.append(" and give ").append(Prose.codes(point.requiredMethods()));
            }
            list.append(point.description().isEmpty() ? "." : ". " + sentence(point.description()))
                    .append('\n');
        }
        line(list.isEmpty() ? "None." : list.toString().stripTrailing());
    }

    /** The version is the one that stood when the block was published; the link leads to the newest. */
    private static String link(BlockReference block) {
        return "[[" + block.id() + "]] " + block.version();
    }

    private void usage() {
        section(
                "Usage",
                "Put this into a configuration and replace the datasets by your own; the names on the left are the block's.\n\n```yaml\n"
                        + UsageExample.of(manifest, zone)
                        + "```");
    }

    private void changelog() {
        heading("Changelog");
        var list = new StringBuilder();
        texts.changelog()
                .forEach(change -> list.append("- **")
                        .append(change.version())
                        .append("** (")
                        .append(change.date())
                        .append("): ")
                        .append(sentence(Prose.oneLine(Prose.capitalised(change.text()))))
                        .append('\n'));
        line(list.toString().stripTrailing());
    }

    private static void bullet(StringBuilder list, String what, List<String> names) {
        if (!names.isEmpty()) {
            list.append("- **").append(what).append(":** ");
            list.append(String.join(", ", names.stream().map(Prose::code).toList()))
                    .append('\n');
        }
    }

    private String name(String ref) {
        return zone.object(ref).map(ProjectSnapshot.FlowObject::name).orElse(ref);
    }

    private static String lowerFirst(String text) {
        var secondIsLower = text.length() > 1 && Character.isLowerCase(text.charAt(1));
        return secondIsLower ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }

    private void section(String title, String text) {
        heading(title);
        line(text);
    }

    private void heading(String title) {
        line("## " + title);
    }

    private void line(String text) {
        page.append(text).append("\n\n");
    }
}
