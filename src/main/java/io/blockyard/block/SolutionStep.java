package io.blockyard.block;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One member of a solution: a block, or another solution, under a name of its own.
 *
 * @param alias what the solution calls it
 * @param block which versions of which block it may be
 * @param order where it stands among its neighbours when nothing else says; empty ones come in the order of the list
 * @param dependsOn aliases of members that come before it, and whose outputs feed inputs that are not mapped
 * @param inputMapping its input → {@code $solution.NAME}, {@code alias.PORT}, or a dataset that an output mapping names
 * @param outputMapping its output → {@code $solution.NAME}, or a dataset's name inside the solution
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SolutionStep(
        @JsonProperty("block_ref") BlockReference block,
        String alias,
        @Nullable Integer order,
        @JsonProperty("depends_on") List<String> dependsOn,
        @JsonProperty("input_mapping") Map<String, String> inputMapping,
        @JsonProperty("output_mapping") Map<String, String> outputMapping,
        @JsonProperty("extends") List<Change> changes) {

    /** How a mapping names a port of the solution itself. */
    public static final String OWN = "$solution.";

    public SolutionStep {
        dependsOn = List.copyOf(dependsOn);
        inputMapping = ordered(inputMapping);
        outputMapping = ordered(outputMapping);
        changes = List.copyOf(changes);
    }

    /** A member that is wired by its mappings alone. */
    public static SolutionStep of(BlockReference block, String alias, Map<String, String> inputMapping) {
        return new SolutionStep(block, alias, null, List.of(), inputMapping, Map.of(), List.of());
    }

    /** Reads the wire form; without an alias a member is called as its block, in lower case. */
    @JsonCreator
    static SolutionStep ofWire(
            @JsonProperty(value = "block_ref", required = true) BlockReference block,
            @JsonProperty("alias") @Nullable String alias,
            @JsonProperty("order") @Nullable Integer order,
            @JsonProperty("depends_on") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
                    List<String> dependsOn,
            @JsonProperty("input_mapping") @Nullable Map<String, String> inputMapping,
            @JsonProperty("output_mapping") @Nullable Map<String, String> outputMapping,
            @JsonProperty("extends") @Nullable List<Change> changes) {
        return new SolutionStep(
                block,
                Objects.requireNonNullElse(alias, block.id().value().toLowerCase(java.util.Locale.ROOT)),
                order,
                Objects.requireNonNullElse(dependsOn, List.of()),
                Objects.requireNonNullElse(inputMapping, Map.of()),
                Objects.requireNonNullElse(outputMapping, Map.of()),
                Objects.requireNonNullElse(changes, List.of()));
    }

    /** The same member after these others too. */
    SolutionStep after(List<String> others) {
        var all = new java.util.LinkedHashSet<>(dependsOn);
        all.addAll(others);
        return new SolutionStep(block, alias, order, List.copyOf(all), inputMapping, outputMapping, changes);
    }

    private static Map<String, String> ordered(Map<String, String> mapping) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
    }

    /**
     * A recipe of the member that the solution changes, as a configuration may too: it runs with another class, or is
     * replaced by a recipe of the configuration that uses the solution.
     *
     * @param overrideWith empty when it is not replaced
     * @param useClass empty when it keeps its class
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Change(
            String recipe,
            @JsonProperty("override_with") String overrideWith,
            @JsonProperty("use_class") String useClass,
            @JsonProperty("class_config") @Nullable ObjectNode classConfig) {

        @JsonCreator
        static Change ofWire(
                @JsonProperty(value = "recipe", required = true) String recipe,
                @JsonProperty("override_with") @Nullable String overrideWith,
                @JsonProperty("use_class") @Nullable String useClass,
                @JsonProperty("class_config") @Nullable ObjectNode classConfig) {
            return new Change(
                    recipe,
                    Objects.requireNonNullElse(overrideWith, ""),
                    Objects.requireNonNullElse(useClass, ""),
                    classConfig);
        }
    }
}
