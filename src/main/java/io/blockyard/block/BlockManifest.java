package io.blockyard.block;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is published about one version of a block. It never changes once published; what may change
 * (lifecycle, freshness) stands in the index. Absent texts are empty, absent lists are empty.
 *
 * @param blocked whether editing the block's content in place is forbidden; extending it stays allowed
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BlockManifest(
        @JsonProperty("block_id") BlockId id,
        BlockVersion version,
        BlockType type,
        String name,
        boolean blocked,
        @Nullable String description,
        @Nullable String owner,
        @JsonProperty("source_project") @Nullable String sourceProject,
        @JsonProperty("source_zone") @Nullable String sourceZone,
        @JsonProperty("hierarchy_level") @Nullable String level,
        @Nullable String domain,
        @Nullable List<String> tags,
        @Nullable List<Port> inputs,
        @Nullable List<Port> outputs,
        @Nullable Contains contains,
        @Nullable Dependencies dependencies,
        @JsonProperty("extension_points") @Nullable List<ExtensionPoint> extensionPoints,
        @JsonProperty("bundle_ref") @Nullable String bundleRef,
        @Nullable Metadata metadata) {

    /** What a level or a domain is called when no rule matched. */
    public static final String UNCLASSIFIED = "unclassified";

    public BlockManifest {
        description = Objects.requireNonNullElse(description, "");
        owner = Objects.requireNonNullElse(owner, "");
        sourceProject = Objects.requireNonNullElse(sourceProject, "");
        sourceZone = Objects.requireNonNullElse(sourceZone, "");
        level = Objects.requireNonNullElse(level, UNCLASSIFIED);
        domain = Objects.requireNonNullElse(domain, UNCLASSIFIED);
        tags = tags == null ? List.of() : List.copyOf(tags);
        inputs = inputs == null ? List.of() : List.copyOf(inputs);
        outputs = outputs == null ? List.of() : List.copyOf(outputs);
        contains = contains == null ? Contains.NOTHING : contains;
        dependencies = dependencies == null ? Dependencies.NONE : dependencies;
        extensionPoints = extensionPoints == null ? List.of() : List.copyOf(extensionPoints);
        bundleRef = Objects.requireNonNullElse(bundleRef, "");
    }

    @Override
    public String description() {
        return Objects.requireNonNull(description);
    }

    @Override
    public String owner() {
        return Objects.requireNonNull(owner);
    }

    @Override
    public String sourceProject() {
        return Objects.requireNonNull(sourceProject);
    }

    @Override
    public String sourceZone() {
        return Objects.requireNonNull(sourceZone);
    }

    @Override
    public String level() {
        return Objects.requireNonNull(level);
    }

    @Override
    public String domain() {
        return Objects.requireNonNull(domain);
    }

    @Override
    public List<String> tags() {
        return Objects.requireNonNull(tags);
    }

    @Override
    public List<Port> inputs() {
        return Objects.requireNonNull(inputs);
    }

    @Override
    public List<Port> outputs() {
        return Objects.requireNonNull(outputs);
    }

    @Override
    public Contains contains() {
        return Objects.requireNonNull(contains);
    }

    @Override
    public Dependencies dependencies() {
        return Objects.requireNonNull(dependencies);
    }

    @Override
    public List<ExtensionPoint> extensionPoints() {
        return Objects.requireNonNull(extensionPoints);
    }

    @Override
    public String bundleRef() {
        return Objects.requireNonNull(bundleRef);
    }

    /** The reference to exactly this version. */
    public BlockReference reference() {
        return BlockReference.exact(id, version);
    }

    /** Names of the objects inside; folders and models by their names, not their ids. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Contains(List<String> datasets, List<String> recipes, List<String> models, List<String> folders) {
        public static final Contains NOTHING = new Contains(null, null, null, null);

        public Contains(
                @Nullable List<String> datasets,
                @Nullable List<String> recipes,
                @Nullable List<String> models,
                @Nullable List<String> folders) {
            this.datasets = datasets == null ? List.of() : List.copyOf(datasets);
            this.recipes = recipes == null ? List.of() : List.copyOf(recipes);
            this.models = models == null ? List.of() : List.copyOf(models);
            this.folders = folders == null ? List.of() : List.copyOf(folders);
        }
    }

    /** What the block needs from where it runs. {@code python_packages} is read as {@code python}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Dependencies(
            @JsonAlias("python_packages") List<String> python,
            List<String> plugins,
            List<String> connections,
            @JsonProperty("code_envs") List<String> codeEnvs,
            List<String> variables) {
        public static final Dependencies NONE = new Dependencies(null, null, null, null, null);

        public Dependencies(
                @JsonAlias("python_packages") @Nullable List<String> python,
                @Nullable List<String> plugins,
                @Nullable List<String> connections,
                @JsonProperty("code_envs") @Nullable List<String> codeEnvs,
                @Nullable List<String> variables) {
            this.python = python == null ? List.of() : List.copyOf(python);
            this.plugins = plugins == null ? List.of() : List.copyOf(plugins);
            this.connections = connections == null ? List.of() : List.copyOf(connections);
            this.codeEnvs = codeEnvs == null ? List.of() : List.copyOf(codeEnvs);
            this.variables = variables == null ? List.of() : List.copyOf(variables);
        }
    }

    /** A class that people may extend. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ExtensionPoint(
            String recipe,
            @JsonProperty("base_class") String baseClass,
            @Nullable String description,
            @JsonProperty("required_methods") @Nullable List<String> requiredMethods) {}

    /** When and by whom the version was published, in ISO 8601. */
    public record Metadata(
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("created_by") String createdBy) {}
}
