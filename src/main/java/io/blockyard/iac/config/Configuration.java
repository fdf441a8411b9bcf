package io.blockyard.iac.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody wants to exist: one project with block instances, datasets and recipes of its own. Immutable, both
 * dialects alike. Absent texts are empty, absent lists and mappings are empty.
 *
 * @param files the texts it came from, by path; {@code code_ref} has been followed already
 * @param environment the names of the environment that it used, with their values
 */
public record Configuration(
        ProjectEntry project,
        TargetEntry target,
        List<BlockUse> blocks,
        List<SolutionUse> solutions,
        List<DatasetEntry> datasets,
        List<RecipeEntry> recipes,
        List<Place> scenarios,
        Map<String, String> files,
        Map<String, String> environment) {

    /** The same with other instances. */
    public Configuration with(List<BlockUse> otherBlocks, List<SolutionUse> otherSolutions) {
        return new Configuration(
                project, target, otherBlocks, otherSolutions, datasets, recipes, scenarios, files, environment);
    }

    /** Recipes that exist only to replace one of a block. */
    public Set<String> overrides() {
        return Stream.concat(
                        blocks.stream().map(BlockUse::extensions),
                        solutions.stream()
                                .flatMap(solution -> solution.overrides().values().stream())
                                .map(BlockOverride::extensions))
                .flatMap(List::stream)
                .flatMap(extension -> extension.overrideWith().stream())
                .map(Text::value)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The project; {@code name} is the key when nobody says another. */
    public record ProjectEntry(Text key, String name, String description, ObjectNode settings) {}

    /**
     * Where it goes and what things are called there.
     *
     * @param connections name in a block's source → name on the target
     */
    public record TargetEntry(
            Place place,
            String instance,
            String defaultConnection,
            Map<String, Text> connections,
            Map<String, Text> codeEnvs) {}

    /**
     * An instance of a block. {@code inputs} and {@code outputs} map ports to datasets of the project.
     *
     * @param within the instance of the solution that it is a member of; empty when the configuration names it itself
     */
    public record BlockUse(
            Place place,
            Text reference,
            Text instance,
            Text zone,
            Map<String, Text> inputs,
            Map<String, Text> outputs,
            Map<String, Text> variables,
            List<Extension> extensions,
            String within) {

        /** The same, writing elsewhere. */
        public BlockUse withOutputs(Map<String, Text> others) {
            return new BlockUse(place, reference, instance, zone, inputs, others, variables, extensions, within);
        }
    }

    /** A change to one recipe of a block: replaced whole, or run with another class. */
    public record Extension(
            Place place, Text recipe, Optional<Text> overrideWith, Optional<Text> useClass, ObjectNode classConfig) {}

    /**
     * An instance of a solution.
     *
     * @param overrides alias of a block in it, such as {@code features} or {@code inner.features} → what is changed
     */
    public record SolutionUse(
            Place place,
            Text reference,
            Text instance,
            String zonePrefix,
            Map<String, Text> inputs,
            Map<String, Text> outputs,
            Map<String, Text> variables,
            Map<String, BlockOverride> overrides) {}

    /** Changes to one block of a solution. */
    public record BlockOverride(Place place, List<Extension> extensions) {}

    /** A dataset of the project. {@code type} is the dialect's word, not DSS's. */
    public record DatasetEntry(
            Place place,
            Text name,
            String type,
            String connection,
            ObjectNode params,
            List<ColumnEntry> columns,
            String formatType,
            String table,
            String path,
            String query,
            String description,
            List<String> tags) {}

    /** A column; {@code type} is DSS's own. */
    public record ColumnEntry(String name, String type, String description) {}

    /**
     * A recipe of the project.
     *
     * @param type DSS's own, such as {@code shaker} for {@code prepare}
     * @param code the code, wherever it was written; empty for a visual recipe or when it is absent
     */
    public record RecipeEntry(
            Place place,
            Text name,
            String type,
            List<Item> inputs,
            List<Item> outputs,
            ObjectNode params,
            String code,
            String description,
            List<String> tags,
            ObjectNode settings) {}

    /** What a recipe reads or writes. */
    public record Item(Place place, String ref, String role) {

        /** Whether it belongs to another project ({@code KEY.name}). */
        public boolean isForeign() {
            return ref.indexOf('.') > 0;
        }
    }
}
