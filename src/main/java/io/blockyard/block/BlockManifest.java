package io.blockyard.block;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything that is published about one version of a block. It never changes once published; what may change
 * (lifecycle, freshness) stands in the index. Absent texts are empty, absent lists are empty.
 *
 * @param blocked whether editing the block's content in place is forbidden; extending it stays allowed
 * @param sourceZone the zone's name in the source project at the time of publication
 * @param sequence the members of a solution; empty for a zone
 * @param execution how a solution wants to be run; null when it does not say, and for a zone
 * @param bundleRef the bundle's path in the registry tree
 * @param metadata null only before publication and inside the bundle, whose bytes must not tell the time
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BlockManifest(
        @JsonProperty("block_id") BlockId id,
        BlockVersion version,
        BlockType type,
        String name,
        boolean blocked,
        String description,
        String owner,
        @JsonProperty("source_project") String sourceProject,
        @JsonProperty("source_zone") String sourceZone,
        @JsonProperty("hierarchy_level") String level,
        String domain,
        List<String> tags,
        List<Port> inputs,
        List<Port> outputs,
        List<SolutionStep> sequence,
        @Nullable SolutionExecution execution,
        Contains contains,
        Dependencies dependencies,
        @JsonProperty("extension_points") List<ExtensionPoint> extensionPoints,
        @JsonProperty("bundle_ref") String bundleRef,
        @Nullable Metadata metadata) {

    /** What a level or a domain is called when no rule matched. */
    public static final String UNCLASSIFIED = "unclassified";

    public BlockManifest {
        tags = List.copyOf(tags);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        sequence = List.copyOf(sequence);
        extensionPoints = List.copyOf(extensionPoints);
    }

    /** A block that is no solution. */
    public BlockManifest(
            BlockId id,
            BlockVersion version,
            BlockType type,
            String name,
            boolean blocked,
            String description,
            String owner,
            String sourceProject,
            String sourceZone,
            String level,
            String domain,
            List<String> tags,
            List<Port> inputs,
            List<Port> outputs,
            Contains contains,
            Dependencies dependencies,
            List<ExtensionPoint> extensionPoints,
            String bundleRef,
            @Nullable Metadata metadata) {
        this(
                id,
                version,
                type,
                name,
                blocked,
                description,
                owner,
                sourceProject,
                sourceZone,
                level,
                domain,
                tags,
                inputs,
                outputs,
                List.of(),
                null,
                contains,
                dependencies,
                extensionPoints,
                bundleRef,
                metadata);
    }

    /** Reads the wire form, where everything but id, version, type and name may be absent. */
    @JsonCreator
    static BlockManifest ofWire(
            @JsonProperty(value = "block_id", required = true) BlockId id,
            @JsonProperty(value = "version", required = true) BlockVersion version,
            @JsonProperty("type") @Nullable BlockType type,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("blocked") @Nullable Boolean blocked,
            @JsonProperty("description") @Nullable String description,
            @JsonProperty("owner") @Nullable String owner,
            @JsonProperty("source_project") @Nullable String sourceProject,
            @JsonProperty("source_zone") @Nullable String sourceZone,
            @JsonProperty("hierarchy_level") @Nullable String level,
            @JsonProperty("domain") @Nullable String domain,
            @JsonProperty("tags") @Nullable List<String> tags,
            @JsonProperty("inputs") @Nullable List<Port> inputs,
            @JsonProperty("outputs") @Nullable List<Port> outputs,
            @JsonProperty("sequence") @Nullable List<SolutionStep> sequence,
            @JsonProperty("execution") @Nullable SolutionExecution execution,
            @JsonProperty("contains") @Nullable Contains contains,
            @JsonProperty("dependencies") @Nullable JsonNode dependencies,
            @JsonProperty("extension_points") @Nullable List<ExtensionPoint> extensionPoints,
            @JsonProperty("bundle_ref") @Nullable String bundleRef,
            @JsonProperty("metadata") @Nullable Metadata metadata) {
        return new BlockManifest(
                id,
                version,
                Objects.requireNonNullElse(type, BlockType.ZONE),
                Objects.requireNonNullElse(name, id.value()),
                Objects.requireNonNullElse(blocked, false),
                text(description),
                text(owner),
                text(sourceProject),
                text(sourceZone),
                Objects.requireNonNullElse(level, UNCLASSIFIED),
                Objects.requireNonNullElse(domain, UNCLASSIFIED),
                list(tags),
                list(inputs),
                list(outputs),
                SolutionForm.steps(sequence, dependencies),
                execution,
                Objects.requireNonNullElse(contains, Contains.NOTHING),
                SolutionForm.needs(dependencies),
                list(extensionPoints),
                text(bundleRef),
                metadata);
    }

    /** The reference to exactly this version. */
    public BlockReference reference() {
        return BlockReference.exact(id, version);
    }

    /** Inputs, then outputs. */
    public Stream<Port> ports() {
        return Stream.concat(inputs.stream(), outputs.stream());
    }

    public Optional<Port> input(String portName) {
        return inputs.stream().filter(port -> port.name().equals(portName)).findFirst();
    }

    public Optional<Port> output(String portName) {
        return outputs.stream().filter(port -> port.name().equals(portName)).findFirst();
    }

    /** The same manifest, told when and by whom it was published; null takes that away. */
    public BlockManifest withMetadata(@Nullable Metadata newMetadata) {
        return new BlockManifest(
                id,
                version,
                type,
                name,
                blocked,
                description,
                owner,
                sourceProject,
                sourceZone,
                level,
                domain,
                tags,
                inputs,
                outputs,
                sequence,
                execution,
                contains,
                dependencies,
                extensionPoints,
                bundleRef,
                newMetadata);
    }

    /** The same, naming these blocks as those that it reads from. */
    public BlockManifest withUses(List<BlockReference> blocks) {
        return as(version, inputs, outputs, dependencies.withUses(blocks), bundleRef);
    }

    /** The same with another version, and with what its members tell of it. */
    public BlockManifest as(
            BlockVersion newVersion,
            List<Port> newInputs,
            List<Port> newOutputs,
            Dependencies newDependencies,
            String newBundleRef) {
        return new BlockManifest(
                id,
                newVersion,
                type,
                name,
                blocked,
                description,
                owner,
                sourceProject,
                sourceZone,
                level,
                domain,
                tags,
                newInputs,
                newOutputs,
                sequence,
                execution,
                contains,
                newDependencies,
                extensionPoints,
                newBundleRef,
                metadata);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static <T> List<T> list(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    /** Names of the objects inside; folders and models by their names, not their ids. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Contains(List<String> datasets, List<String> recipes, List<String> models, List<String> folders) {

        public static final Contains NOTHING = new Contains(List.of(), List.of(), List.of(), List.of());

        public Contains {
            datasets = List.copyOf(datasets);
            recipes = List.copyOf(recipes);
            models = List.copyOf(models);
            folders = List.copyOf(folders);
        }

        @JsonCreator
        static Contains ofWire(
                @JsonProperty("datasets") @Nullable List<String> datasets,
                @JsonProperty("recipes") @Nullable List<String> recipes,
                @JsonProperty("models") @Nullable List<String> models,
                @JsonProperty("folders") @Nullable List<String> folders) {
            return new Contains(list(datasets), list(recipes), list(models), list(folders));
        }
    }

    /**
     * What the block needs from where it runs.
     *
     * @param python distributions, with the version that a code environment asks for where that is known: {@code pandas},
     *     {@code pandas==2.1.4}; {@code python_packages} is read as the same
     * @param r packages of R
     * @param sql databases whose SQL it speaks, by their types of datasets in DSS, such as {@code PostgreSQL}
     * @param plugins ids of plugins; those of components whose plugin is not known are missing
     * @param pluginComponents ids of all components of plugins that its recipes and datasets are made with
     * @param connections those that it writes to
     * @param uses blocks whose outputs it read when it was published, at the versions that they had then
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Dependencies(
            List<String> python,
            List<String> r,
            List<String> sql,
            List<String> plugins,
            @JsonProperty("plugin_components") List<String> pluginComponents,
            List<String> connections,
            @JsonProperty("code_envs") List<String> codeEnvs,
            List<String> variables,
            List<BlockReference> uses) {

        public static final Dependencies NONE = new Dependencies(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

        public Dependencies {
            python = List.copyOf(python);
            r = List.copyOf(r);
            sql = List.copyOf(sql);
            plugins = List.copyOf(plugins);
            pluginComponents = List.copyOf(pluginComponents);
            connections = List.copyOf(connections);
            codeEnvs = List.copyOf(codeEnvs);
            variables = List.copyOf(variables);
            uses = List.copyOf(uses);
        }

        @JsonCreator
        static Dependencies ofWire(
                @JsonProperty("python") @JsonAlias("python_packages") @Nullable List<String> python,
                @JsonProperty("r") @Nullable List<String> r,
                @JsonProperty("sql") @Nullable List<String> sql,
                @JsonProperty("plugins") @Nullable List<String> plugins,
                @JsonProperty("plugin_components") @Nullable List<String> pluginComponents,
                @JsonProperty("connections") @Nullable List<String> connections,
                @JsonProperty("code_envs") @Nullable List<String> codeEnvs,
                @JsonProperty("variables") @Nullable List<String> variables,
                @JsonProperty("uses") @Nullable List<BlockReference> uses) {
            return new Dependencies(
                    list(python),
                    list(r),
                    list(sql),
                    list(plugins),
                    list(pluginComponents),
                    list(connections),
                    list(codeEnvs),
                    list(variables),
                    list(uses));
        }

        /** The same, reading from these blocks. */
        public Dependencies withUses(List<BlockReference> blocks) {
            return new Dependencies(
                    python, r, sql, plugins, pluginComponents, connections, codeEnvs, variables, blocks);
        }

        /** What both need together, each once and sorted; the blocks that are used are those of this one. */
        public Dependencies and(Dependencies other) {
            return new Dependencies(
                    union(python, other.python),
                    union(r, other.r),
                    union(sql, other.sql),
                    union(plugins, other.plugins),
                    union(pluginComponents, other.pluginComponents),
                    union(connections, other.connections),
                    union(codeEnvs, other.codeEnvs),
                    union(variables, other.variables),
                    uses);
        }

        private static List<String> union(Collection<String> one, Collection<String> other) {
            var all = new TreeSet<>(one);
            all.addAll(other);
            return List.copyOf(all);
        }
    }

    /**
     * A class that people may extend.
     *
     * @param baseClass module and class, such as {@code rotating.features.FeatureExtractor}
     * @param requiredMethods the methods that a subclass has to give, as far as the base class says so
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ExtensionPoint(
            String recipe,
            @JsonProperty("base_class") String baseClass,
            String description,
            @JsonProperty("required_methods") List<String> requiredMethods) {

        public ExtensionPoint {
            requiredMethods = List.copyOf(requiredMethods);
        }

        @JsonCreator
        static ExtensionPoint ofWire(
                @JsonProperty(value = "recipe", required = true) String recipe,
                @JsonProperty(value = "base_class", required = true) String baseClass,
                @JsonProperty("description") @Nullable String description,
                @JsonProperty("required_methods") @Nullable List<String> requiredMethods) {
            return new ExtensionPoint(recipe, baseClass, text(description), list(requiredMethods));
        }
    }

    /** When and by whom the version was published, in ISO 8601. */
    public record Metadata(
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("created_by") String createdBy) {}
}
