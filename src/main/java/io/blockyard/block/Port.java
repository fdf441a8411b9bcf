package io.blockyard.block;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where data enters or leaves a block.
 *
 * @param name the object's name in the source project, any name that DSS allows
 * @param ref the source object's id, for what is not a dataset; empty for a dataset
 * @param required whether an input must be wired; always true on an output
 * @param description empty when nobody wrote one
 * @param schemaRef path of the schema file in the registry's library; empty when there is none
 * @param columns the contract; empty when the source has no schema or the port holds no table
 * @param partitionedBy what the data is divided by; empty when it is not, or not known
 * @param mapsTo on an input of a solution, the member's port that it feeds, as {@code alias.PORT}; empty when the
 *     members' own mappings name it
 * @param mapsFrom on an output of a solution, the member's port that it comes from; empty as above
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Port(
        String name,
        PortType type,
        String ref,
        boolean required,
        String description,
        @JsonProperty("schema_ref") String schemaRef,
        @JsonProperty("expected_columns") List<Column> columns,
        @JsonProperty("partitioned_by") List<PartitionDimension> partitionedBy,
        @JsonProperty("maps_to") String mapsTo,
        @JsonProperty("maps_from") String mapsFrom) {

    public Port {
        columns = List.copyOf(columns);
        partitionedBy = List.copyOf(partitionedBy);
    }

    /** A port that is not partitioned: of a zone, or of a solution whose members name it. */
    public Port(
            String name,
            PortType type,
            String ref,
            boolean required,
            String description,
            String schemaRef,
            List<Column> columns) {
        this(name, type, ref, required, description, schemaRef, columns, List.of(), "", "");
    }

    @JsonCreator
    static Port ofWire(
            @JsonProperty("name") String name,
            @JsonProperty("type") @Nullable PortType type,
            @JsonProperty("ref") @Nullable String ref,
            @JsonProperty("required") @Nullable Boolean required,
            @JsonProperty("description") @Nullable String description,
            @JsonProperty("schema_ref") @Nullable String schemaRef,
            @JsonProperty("expected_columns") @Nullable List<Column> columns,
            @JsonProperty("partitioned_by") @Nullable List<PartitionDimension> partitionedBy,
            @JsonProperty("maps_to") @Nullable String mapsTo,
            @JsonProperty("maps_from") @Nullable String mapsFrom) {
        return new Port(
                name,
                Objects.requireNonNullElse(type, PortType.DATASET),
                Objects.requireNonNullElse(ref, ""),
                Objects.requireNonNullElse(required, true),
                Objects.requireNonNullElse(description, ""),
                Objects.requireNonNullElse(schemaRef, ""),
                Objects.requireNonNullElse(columns, List.of()),
                Objects.requireNonNullElse(partitionedBy, List.of()),
                Objects.requireNonNullElse(mapsTo, ""),
                Objects.requireNonNullElse(mapsFrom, ""));
    }

    /** The same port with its columns in a file of their own as well. */
    public Port withSchemaRef(String newSchemaRef) {
        return new Port(name, type, ref, required, description, newSchemaRef, columns, partitionedBy, mapsTo, mapsFrom);
    }

    /** The same port, whose data is divided by these. */
    public Port partitionedBy(List<PartitionDimension> dimensions) {
        return new Port(name, type, ref, required, description, schemaRef, columns, dimensions, mapsTo, mapsFrom);
    }

    /** The same port, wired by mappings of its solution: as {@code alias.PORT}, or empty. */
    public Port mapped(String newMapsTo, String newMapsFrom) {
        return new Port(
                name, type, ref, required, description, schemaRef, columns, partitionedBy, newMapsTo, newMapsFrom);
    }

    /**
     * What is amiss when this input reads that output, though columns may fit: recipes that were made for partitions
     * compute something else without them, and the other way round. A sentence without a full stop.
     */
    public Optional<String> partitionMismatch(Port output) {
        var wanted = partitionedBy.stream().map(PartitionDimension::words).toList();
        var offered =
                output.partitionedBy.stream().map(PartitionDimension::words).toList();
        return wanted.equals(offered)
                ? Optional.empty()
                : Optional.of(output.name + " is " + partitioned(offered) + ", " + name + " is expected to be "
                        + partitioned(wanted));
    }

    private static String partitioned(List<String> dimensions) {
        return dimensions.isEmpty() ? "not partitioned" : "partitioned by " + String.join(" and ", dimensions);
    }
}
