package io.blockyard.discovery.article;

import static io.blockyard.catalog.ArticlePage.code;
import static io.blockyard.catalog.ArticlePage.oneLine;
import static io.blockyard.catalog.ArticlePage.point;
import static io.blockyard.discovery.article.Prose.count;
import static io.blockyard.discovery.article.Prose.sentence;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockManifest.ExtensionPoint;
import io.blockyard.block.BlockReference;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.catalog.ArticlePage;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.discovery.UsageExample;
import io.blockyard.discovery.article.Steps.Step;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The wiki page of a block. */
public final class ArticleWriter {

    private final BlockManifest manifest;
    private final ProjectSnapshot zone;
    private final Texts texts;
    private final List<Step> steps;
    private final ArticlePage page = new ArticlePage();

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
        var fields =
                ArticlePage.fields(manifest).put("source", manifest.sourceProject() + " / " + manifest.sourceZone());
        page.frontMatter(fields, manifest);
        page.paragraph("# " + manifest.name());
        page.paragraph(sentence(texts.summary()));
        page.paragraph(facts());
        description();
        inputs();
        outputs();
        columns();
        page.section(
                "Flow", "```mermaid\n" + FlowDrawing.of(zone, steps, manifest.inputs(), manifest.outputs()) + "```");
        contains();
        dependencies();
        usage();
        changelog();
        return page.markdown();
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
        page.heading("Description");
        // The summary above is usually how the text begins; nobody wants to read it twice.
        var about = texts.about().strip();
        about = about.startsWith(texts.summary())
                ? about.substring(texts.summary().length()).strip()
                : about;
        if (!about.isEmpty()) {
            page.paragraph(about.replaceAll("(?m)^#{1,3}(?=\\s)", "####"));
        }
        page.paragraph("**What comes in.** " + comesIn());
        var list = new StringBuilder("**What is done, step by step.**\n\n");
        for (int i = 0; i < steps.size(); i++) {
            list.append(i + 1)
                    .append(". ")
                    .append(step(steps.get(i), i == 0 ? List.of() : outputs(steps.get(i - 1))))
                    .append('\n');
        }
        page.paragraph(list.toString().stripTrailing());
        page.paragraph("**What comes out.** " + comesOut());
        if (!texts.classification().isEmpty()) {
            page.paragraph("*" + texts.classification() + "*");
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
        var meaning = oneLine(Prose.withoutLinks(Prose.firstSentence(port.description())))
                .replaceAll("[.]$", "");
        return kind + code(port.name()) + (meaning.isEmpty() ? "" : " (" + lowerFirst(meaning) + ")");
    }

    private static List<String> outputs(Step step) {
        return step.recipe().outputs().stream().map(RecipeItem::ref).toList();
    }

    /** @param before what the step before made */
    private String step(Step step, List<String> before) {
        var recipe = step.recipe();
        var text = new StringBuilder("**")
                .append(recipe.name())
                .append("** (")
                .append(step.typeName())
                .append("): ");
        if (isOpaque(recipe) && !step.said().isEmpty()) {
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
            text.append(", giving ").append(outputs).append(from(step, before));
        }
        text.append('.');
        if (!step.said().isEmpty()) {
            text.append(' ').append(sentence(Prose.capitalised(step.said())));
        }
        return text.toString();
    }

    /** What a step works on, unless its words name that, or it goes on with what the step before made. */
    private String from(Step step, List<String> before) {
        var inputs =
                step.recipe().inputs().stream().map(RecipeItem::ref).distinct().toList();
        if (inputs.size() != 1 || before.equals(inputs)) {
            return "";
        }
        var name = code(name(inputs.getFirst()));
        return step.does().contains(name) ? "" : " from " + name;
    }

    /** Code of which nothing but its author's words tells what it does. */
    private static boolean isOpaque(ProjectSnapshot.Recipe recipe) {
        return switch (RecipeTypes.language(recipe.type())) {
            case PYTHON, R, SCALA, SHELL -> true;
            case SQL, NONE -> false;
        };
    }

    private String names(List<RecipeItem> items) {
        return items.isEmpty()
                ? "nothing"
                : Prose.codes(
                        items.stream().map(item -> name(item.ref())).distinct().toList());
    }

    private void inputs() {
        ports(
                "Inputs",
                manifest.inputs(),
                List.of("Name", "Type", "Required", "Columns", "Description"),
                port -> List.of(
                        code(port.name()),
                        kind(port),
                        port.required() ? "yes" : "no",
                        columnCount(port),
                        port.description()));
    }

    /** What comes out is always there, so nothing is said of that. */
    private void outputs() {
        ports(
                "Outputs",
                manifest.outputs(),
                List.of("Name", "Type", "Columns", "Description"),
                port -> List.of(code(port.name()), kind(port), columnCount(port), port.description()));
    }

    private void ports(String title, List<Port> ports, List<String> columns, Function<Port, List<String>> cells) {
        page.heading(title);
        if (ports.isEmpty()) {
            page.paragraph("None.");
        } else {
            page.table(columns, ports.stream().map(cells));
        }
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

    /** The type, what the values mean, and whether the column is filled in every row, where that is known. */
    private static String type(Column column) {
        var meaning = Meanings.words(column);
        var type = column.type() + (meaning.isEmpty() ? "" : " (" + meaning + ")");
        if (column.nullable() == null) {
            return type;
        }
        return type + (column.nullable() ? ", may be empty" : ", never empty");
    }

    private static String columnCount(Port port) {
        if (!port.columns().isEmpty()) {
            return String.valueOf(port.columns().size());
        }
        return port.type() == PortType.DATASET ? "not known" : "\u2013";
    }

    private void columns() {
        page.heading("Columns");
        manifest.ports().filter(port -> port.type() == PortType.DATASET).forEach(port -> {
            page.paragraph("### " + port.name());
            if (port.columns().isEmpty()) {
                page.paragraph(
                        "> The source project has no schema for this dataset, so this part of the contract is open.");
            } else {
                page.table(
                        List.of("Column", "Type", "Description"),
                        port.columns().stream()
                                .map(column -> List.of(code(column.name()), type(column), column.description())));
            }
        });
    }

    private void contains() {
        var contains = manifest.contains();
        page.section(
                "Contains",
                Stream.of(
                                point("Recipes", contains.recipes()),
                                point("Datasets", contains.datasets()),
                                point("Models", contains.models()),
                                point("Folders", contains.folders()),
                                point("Library", List.copyOf(zone.library().keySet())))
                        .flatMap(points -> points)
                        .collect(Collectors.joining("\n")));
    }

    private void dependencies() {
        var needs = manifest.dependencies();
        var lost = "Credentials to set again, which were left out of the catalog, in";
        var points = Stream.of(
                        point("Python packages", needs.python()),
                        point("R packages", needs.r()),
                        point("SQL of", needs.sql()),
                        point("Code environments", needs.codeEnvs()),
                        point("Connections", needs.connections()),
                        point("Plugins", needs.plugins()),
                        point("Components of plugins", needs.pluginComponents()),
                        point("Project variables", needs.variables()),
                        uses(needs.uses()),
                        point(lost, LostCredentials.in(zone)),
                        manifest.extensionPoints().stream().map(ArticleWriter::extension))
                .flatMap(each -> each)
                .collect(Collectors.joining("\n"));
        page.section("Dependencies", points.isEmpty() ? "None." : points);
    }

    private static Stream<String> uses(List<BlockReference> blocks) {
        return blocks.isEmpty()
                ? Stream.empty()
                : Stream.of(blocks.stream()
                        .map(ArticleWriter::link)
                        .collect(Collectors.joining(", ", "- **Reads what these blocks make:** ", "")));
    }

    private static String extension(ExtensionPoint point) {
        return "- **Extension point** in " + code(point.recipe()) + ": subclass " + code(point.baseClass())
                + (point.requiredMethods().isEmpty() ? "" : " and give " + Prose.codes(point.requiredMethods()))
                + (point.description().isEmpty() ? "." : ". " + sentence(point.description()));
    }

    /** The version is the one that stood when the block was published; the link leads to the newest. */
    private static String link(BlockReference block) {
        return "[[" + block.id() + "]] " + block.version();
    }

    private void usage() {
        page.section(
                "Usage",
                "Put this into a configuration and replace the datasets by your own; the names on the left are the block's.\n\n```yaml\n"
                        + UsageExample.of(manifest, zone)
                        + "```");
    }

    private void changelog() {
        page.section(
                "Changelog",
                texts.changelog().stream()
                        .map(change -> "- **" + change.version() + "** (" + change.date() + "): "
                                + sentence(oneLine(Prose.capitalised(change.text()))))
                        .collect(Collectors.joining("\n")));
    }

    private String name(String ref) {
        return zone.object(ref).map(ProjectSnapshot.FlowObject::name).orElse(ref);
    }

    private static String lowerFirst(String text) {
        var secondIsLower = text.length() > 1 && Character.isLowerCase(text.charAt(1));
        return secondIsLower ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }
}
