package io.blockyard.discovery;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockManifest.Contains;
import io.blockyard.block.BlockManifest.Dependencies;
import io.blockyard.block.BlockManifest.ExtensionPoint;
import io.blockyard.block.BlockType;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.catalog.RegistryTree;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.dataiku.Surroundings;
import io.blockyard.discovery.article.Steps;
import io.blockyard.discovery.article.Steps.Step;
import io.blockyard.discovery.article.Summary;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A publishable zone with everything that is known of it, before it has an id and a version.
 *
 * @param slice the zone's part of the project
 * @param steps what is done in it, in an order in which it can be done
 * @param about what the zone's author wrote of it; may be empty
 * @param classification why it has its level and domain; may be empty
 * @param problems what is not whole, such as an input without schema; all warnings
 */
record BlockCandidate(
        ZoneBoundary boundary,
        ProjectSnapshot slice,
        List<Step> steps,
        String about,
        String summary,
        String description,
        String level,
        String domain,
        String classification,
        List<String> tags,
        List<Port> inputs,
        List<Port> outputs,
        Dependencies dependencies,
        List<ExtensionPoint> extensionPoints,
        List<Problem> problems) {

    /** @param around what is known of what the project only names */
    static BlockCandidate of(
            ProjectSnapshot project, ZoneBoundary boundary, Classification rules, Surroundings around) {
        var slice = ZoneSlice.of(project, boundary);
        var steps = Steps.of(slice);
        var about = project.zones().stream()
                .filter(zone -> zone.id().equals(boundary.id()))
                .map(Zone::description)
                .findFirst()
                .orElse(project.description());
        var contracts = new Contracts(project);
        var inputs = contracts.ports(boundary.inputs());
        var outputs = contracts.outputs(boundary.outputs(), slice);
        var level = rules.level(project, boundary);
        var domain = rules.domain(project, boundary);
        return new BlockCandidate(
                boundary,
                slice,
                steps,
                about,
                Summary.line(about, inputs, outputs, steps),
                Summary.paragraph(about, inputs, outputs, steps),
                level.value(),
                domain.value(),
                because(level, domain),
                tags(slice),
                inputs,
                outputs,
                DependencyReader.of(project, slice, boundary, around),
                ExtensionPoints.of(slice),
                partialContracts(boundary, inputs, outputs));
    }

    /** What is not whole at a zone's border, told without looking further into the zone. */
    static List<Problem> partialContracts(ProjectSnapshot project, ZoneBoundary boundary) {
        var contracts = new Contracts(project);
        return partialContracts(boundary, contracts.ports(boundary.inputs()), contracts.ports(boundary.outputs()));
    }

    BlockManifest manifest(BlockId id, BlockVersion version) {
        var ports = Stream.concat(boundary.inputs().stream(), boundary.outputs().stream())
                .collect(Collectors.toSet());
        return new BlockManifest(
                id,
                version,
                BlockType.ZONE,
                boundary.name(),
                true,
                description,
                "",
                slice.key(),
                boundary.name(),
                level,
                domain,
                tags,
                withSchemas(inputs, id, version),
                withSchemas(outputs, id, version),
                new Contains(
                        boundary.datasets().stream()
                                .filter(name -> !ports.contains(name))
                                .toList(),
                        boundary.recipes(),
                        Contracts.inside(slice, boundary, ObjectKind.SAVED_MODEL),
                        Contracts.inside(slice, boundary, ObjectKind.MANAGED_FOLDER)),
                dependencies,
                extensionPoints,
                "Bundles/" + id + "_v" + version + ".zip",
                null);
    }

    private static List<Port> withSchemas(List<Port> ports, BlockId id, BlockVersion version) {
        return ports.stream()
                .map(port -> port.columns().isEmpty()
                        ? port
                        : port.withSchemaRef(RegistryTree.schemaRef(id, version, port.name())))
                .toList();
    }

    private static String because(Classification.Verdict level, Classification.Verdict domain) {
        return Stream.of(because("Level", level), because("Domain", domain))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String because(String what, Classification.Verdict verdict) {
        return verdict.reason().isEmpty() ? "" : what + " " + verdict.value() + ", by the " + verdict.reason() + ".";
    }

    /** Tags of the project, the zone's recipes and datasets; those that name a level or domain are said elsewhere. */
    private static List<String> tags(ProjectSnapshot slice) {
        return Stream.of(
                        slice.tags().stream(),
                        slice.recipes().stream().flatMap(recipe -> recipe.tags().stream()),
                        slice.datasets().stream().flatMap(dataset -> dataset.tags().stream()))
                .flatMap(tags -> tags)
                .filter(tag -> !tag.toLowerCase(Locale.ROOT).matches("(level|domain):.*"))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Problem> partialContracts(ZoneBoundary boundary, List<Port> inputs, List<Port> outputs) {
        return Stream.concat(inputs.stream(), outputs.stream())
                .filter(port ->
                        port.type() == PortType.DATASET && port.columns().isEmpty())
                .map(port -> partialContract(boundary, port))
                .toList();
    }

    private static Problem partialContract(ZoneBoundary boundary, Port port) {
        var partial =
                "The contract of zone \u201c" + boundary.name() + "\u201d is partial: \u201c" + port.name() + "\u201d ";
        var foreign = port.name().contains(".");
        return Problem.warning(
                        "discovery.no-schema",
                        partial
                                + (foreign
                                        ? "belongs to another project, so its columns are not known."
                                        : "has no schema."),
                        foreign
                                ? "Wire a dataset that has the columns which the recipes name."
                                : "Build the dataset or set its schema in DSS and crawl again.")
                .at("zones/" + boundary.id());
    }
}
