package io.blockyard.iac.check;

import io.blockyard.block.BlockType;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.NearestName;
import io.blockyard.iac.config.Place;
import io.blockyard.iac.config.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether block instances are wired, overridden and set as the blocks themselves ask. */
final class BlockCheck {

    private final Configuration configuration;
    private final Resolution resolution;
    private final Findings findings;

    /**
     * What is known about the columns of a dataset, and who says so.
     *
     * @param made the output that makes it; empty for what is only declared
     */
    private record Known(String who, PortType type, List<Column> columns, Optional<Port> made) {}

    BlockCheck(Configuration configuration, Resolution resolution, Findings findings) {
        this.configuration = configuration;
        this.resolution = resolution;
        this.findings = findings;
    }

    /** Whether a solution is wired as its own ports ask; its members are checked as blocks. */
    void check(Configuration.SolutionUse use) {
        resolution.of(use.instance()).map(ResolvedBlock::manifest).ifPresent(manifest -> {
            ports(use.inputs(), manifest.inputs(), use.reference(), "input");
            ports(use.outputs(), manifest.outputs(), use.reference(), "output");
            requiredInputs(use.place(), use.instance(), use.inputs(), manifest.inputs());
        });
    }

    void check() {
        var known = knownColumns();
        for (var use : configuration.blocks()) {
            resolution.of(use).ifPresent(block -> check(use, block, known));
        }
    }

    private void check(Configuration.BlockUse use, ResolvedBlock block, Map<String, Known> known) {
        if (block.manifest().type() == BlockType.SOLUTION) {
            findings.error(
                    "config.solution-as-block",
                    use.reference().place(),
                    "\u201c" + use.reference() + "\u201d is a solution, not a block.",
                    "Move it to solutions:.");
            return;
        }
        ports(use.inputs(), block.manifest().inputs(), use.reference(), "input");
        ports(use.outputs(), block.manifest().outputs(), use.reference(), "output");
        requiredInputs(
                use.place(), use.instance(), use.inputs(), block.manifest().inputs());
        use.inputs()
                .forEach((name, dataset) -> port(block.manifest().inputs(), name)
                        .ifPresent(port -> {
                            kind(port, dataset, known.get(dataset.value()));
                            contract(port, dataset, known.get(dataset.value()));
                            partitions(port, dataset, known.get(dataset.value()));
                        }));
        use.outputs()
                .forEach((name, dataset) ->
                        port(block.manifest().outputs(), name).ifPresent(port -> declared(port, dataset)));
        overrides(use, block);
    }

    private void ports(Map<String, Text> wired, List<Port> ports, Text reference, String what) {
        var names = ports.stream().map(Port::name).collect(Collectors.toCollection(TreeSet::new));
        wired.forEach((name, dataset) -> {
            if (!names.contains(name)) {
                findings.error(
                        "config.port-unknown",
                        dataset.place(),
                        "\u201c" + reference + "\u201d has no " + what + " \u201c" + name + "\u201d.",
                        NearestName.suggest(
                                name,
                                names,
                                names.isEmpty() ? "It has none." : "It has " + String.join(", ", names) + "."));
            }
        });
    }

    private void requiredInputs(Place use, Text instance, Map<String, Text> wired, List<Port> ports) {
        var missing = ports.stream()
                .filter(Port::required)
                .filter(port -> !wired.containsKey(port.name()))
                .toList();
        for (Port port : missing) {
            findings.error(
                    "config.input-missing",
                    new Place(use.file(), use.path() + ".inputs", use.line(), use.column()),
                    "The required input \u201c" + port.name() + "\u201d ("
                            + port.type().wire() + columnsOf(port) + ") of \u201c" + instance + "\u201d is not wired.",
                    fitting(port),
                    List.of(port.name()));
        }
    }

    private String fitting(Port port) {
        var candidates = knownColumns().entrySet().stream()
                .filter(entry -> !port.columns().isEmpty()
                        && Contracts.compare(port.columns(), entry.getValue().columns())
                                .fits())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return candidates.isEmpty()
                ? "Add inputs: {" + port.name() + ": NAME_OF_A_DATASET}."
                : "These datasets would fit: " + String.join(", ", candidates) + ".";
    }

    private static String columnsOf(Port port) {
        return port.columns().isEmpty()
                ? ""
                : " with "
                        + port.columns().stream()
                                .map(column -> column.name() + " " + column.type())
                                .collect(Collectors.joining(", "));
    }

    /** A folder cannot be read as a dataset, nor the other way round. */
    private void kind(Port port, Text wired, @org.jspecify.annotations.Nullable Known known) {
        if (known != null && known.type() != port.type()) {
            findings.error(
                    "config.port-kind",
                    wired.place(),
                    "\u201c" + wired + "\u201d (" + known.who() + ") is a "
                            + known.type().words() + ", but the input \u201c" + port.name() + "\u201d is a "
                            + port.type().words() + ".",
                    "Wire a " + port.type().words() + ".");
        }
    }

    /** What the configuration declares of a dataset that a block makes should be what the block makes. */
    private void declared(Port port, Text dataset) {
        configuration.datasets().stream()
                .filter(entry -> entry.name().value().equals(dataset.value()))
                .findFirst()
                .ifPresent(entry -> {
                    if (port.type() != PortType.DATASET) {
                        findings.error(
                                "config.port-kind",
                                dataset.place(),
                                "\u201c" + dataset + "\u201d is declared as a dataset, but the output \u201c"
                                        + port.name() + "\u201d is a "
                                        + port.type().words() + ".",
                                "Remove it from datasets:, or give the output another name.");
                    } else if (!entry.columns().isEmpty() && !port.columns().isEmpty()) {
                        schema(port, entry);
                    }
                });
    }

    private void schema(Port port, Configuration.DatasetEntry entry) {
        var made = Contracts.compare(columns(entry), port.columns());
        if (!made.fits()) {
            findings.warning(
                    "config.output-schema",
                    entry.place(),
                    "The schema of \u201c" + entry.name() + "\u201d is not what the output \u201c" + port.name()
                            + "\u201d brings: " + made.explanation() + ".",
                    "Leave the schema out to take the block's, or declare"
                            + columnsOf(port).replaceFirst("^ with", "") + ".");
        }
    }

    private static List<Column> columns(Configuration.DatasetEntry entry) {
        return entry.columns().stream()
                .map(column -> new Column(column.name(), column.type(), column.description(), true))
                .toList();
    }

    private void contract(Port port, Text dataset, @org.jspecify.annotations.Nullable Known known) {
        if (known == null || known.columns().isEmpty() || port.columns().isEmpty()) {
            return;
        }
        var fit = Contracts.compare(port.columns(), known.columns());
        if (!fit.fits()) {
            findings.error(
                    "config.contract",
                    dataset.place(),
                    "\u201c" + dataset + "\u201d (" + known.who() + ") does not fit the input \u201c" + port.name()
                            + "\u201d: " + fit.explanation() + ".",
                    "The input expects" + columnsOf(port).replaceFirst("^ with", "") + "; the dataset offers "
                            + known.columns().stream()
                                    .map(column -> column.name() + " " + column.type())
                                    .collect(Collectors.joining(", "))
                            + ". Put a recipe between them, or wire another dataset.");
        }
    }

    /** Not what the recipes were made for, though it may be meant. */
    private void partitions(Port port, Text dataset, @org.jspecify.annotations.Nullable Known known) {
        if (known == null) {
            return;
        }
        known.made()
                .flatMap(port::partitionMismatch)
                .ifPresent(
                        mismatch -> findings.warning(
                                "config.partitions",
                                dataset.place(),
                                "\u201c" + dataset + "\u201d (" + known.who() + ") and the input \u201c" + port.name()
                                        + "\u201d are divided otherwise: " + mismatch + ".",
                                "Put a recipe between them that collects or redispatches the partitions, if that is not meant."));
    }

    private Map<String, Known> knownColumns() {
        var known = new LinkedHashMap<String, Known>();
        for (var use : configuration.blocks()) {
            resolution
                    .of(use)
                    .ifPresent(block -> use.outputs()
                            .forEach((name, dataset) -> port(block.manifest().outputs(), name)
                                    .ifPresent(port -> known.put(
                                            dataset.value(),
                                            new Known(
                                                    "output " + name + " of " + use.instance(),
                                                    port.type(),
                                                    port.columns(),
                                                    Optional.of(port))))));
        }
        for (var dataset : configuration.datasets()) {
            if (!dataset.columns().isEmpty()
                    || !known.containsKey(dataset.name().value())) {
                known.put(
                        dataset.name().value(),
                        new Known("declared here", PortType.DATASET, columns(dataset), Optional.empty()));
            }
        }
        return known;
    }

    private void overrides(Configuration.BlockUse use, ResolvedBlock block) {
        var recipes =
                block.definition().recipes().stream().collect(Collectors.toMap(r -> r.name(), r -> r, (a, b) -> a));
        for (var extension : use.extensions()) {
            var original = recipes.get(extension.recipe().value());
            if (original == null) {
                findings.error(
                        "config.extension-recipe",
                        extension.recipe().place(),
                        "The block \u201c" + use.reference() + "\u201d has no recipe \u201c" + extension.recipe()
                                + "\u201d.",
                        NearestName.suggest(
                                extension.recipe().value(),
                                recipes.keySet(),
                                "It has " + String.join(", ", new TreeSet<>(recipes.keySet())) + "."));
                continue;
            }
            extension
                    .overrideWith()
                    .flatMap(name -> configuration.recipes().stream()
                            .filter(recipe -> recipe.name().value().equals(name.value()))
                            .findFirst())
                    .ifPresent(replacement -> signature(extension, original, replacement, block));
        }
    }

    private void signature(
            Configuration.Extension extension,
            ProjectSnapshot.Recipe original,
            Configuration.RecipeEntry replacement,
            ResolvedBlock block) {
        var originalInputs = names(original.inputs(), block);
        var originalOutputs = names(original.outputs(), block);
        var inputs = refs(replacement.inputs());
        var outputs = refs(replacement.outputs());
        if (!inputs.equals(originalInputs) || !outputs.equals(originalOutputs)) {
            findings.error(
                    "config.override-signature",
                    extension.overrideWith().map(Text::place).orElse(extension.place()),
                    "\u201c" + replacement.name() + "\u201d reads " + list(inputs) + " and writes " + list(outputs)
                            + ", but \u201c" + original.name() + "\u201d reads " + list(originalInputs)
                            + " and writes " + list(originalOutputs) + ".",
                    "An override has exactly the inputs and outputs of the recipe that it replaces, in the block's own names.");
        }
    }

    /** What a recipe of the block touches, by the names that people use for it. */
    private static Set<String> names(List<ProjectSnapshot.RecipeItem> items, ResolvedBlock block) {
        return items.stream()
                .map(item -> block.definition()
                        .object(item.ref())
                        .map(ProjectSnapshot.FlowObject::name)
                        .orElse(item.ref()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> refs(List<Configuration.Item> items) {
        return items.stream().map(Configuration.Item::ref).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String list(Set<String> names) {
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private static java.util.Optional<Port> port(List<Port> ports, String name) {
        return ports.stream().filter(port -> port.name().equals(name)).findFirst();
    }
}
