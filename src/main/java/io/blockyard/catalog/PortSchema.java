package io.blockyard.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.Port;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The columns of a port as a file of their own, for readers that do not know DSS.
 *
 * @param direction {@code input} or {@code output}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PortSchema(
        String formatVersion,
        String blockId,
        String version,
        String port,
        String direction,
        List<SchemaColumn> columns) {

    private static final Map<String, String> NEUTRAL = Map.ofEntries(
            Map.entry("tinyint", "integer"),
            Map.entry("smallint", "integer"),
            Map.entry("int", "integer"),
            Map.entry("bigint", "integer"),
            Map.entry("float", "double"),
            Map.entry("double", "double"),
            Map.entry("boolean", "boolean"),
            Map.entry("date", "timestamp"),
            Map.entry("datetimenotz", "timestamp"),
            Map.entry("dateonly", "date"),
            Map.entry("array", "array"),
            Map.entry("map", "map"),
            Map.entry("object", "object"),
            Map.entry("geopoint", "geometry"),
            Map.entry("geometry", "geometry"));

    static PortSchema of(BlockManifest manifest, Port port, String direction) {
        return new PortSchema(
                "1.0",
                manifest.id().value(),
                manifest.version().toString(),
                port.name(),
                direction,
                port.columns().stream()
                        .map(column -> new SchemaColumn(
                                column.name(),
                                NEUTRAL.getOrDefault(column.type(), "string"),
                                column.type(),
                                column.description(),
                                column.required(),
                                column.nullable(),
                                column.meaning()))
                        .toList());
    }

    /**
     * A column; {@code type} is neutral, {@code dssType} DSS's own.
     *
     * @param nullable absent when it is not known whether a row may have no value there
     * @param meaning as {@link io.blockyard.block.Column#meaning}; absent without one
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record SchemaColumn(
            String name,
            String type,
            String dssType,
            String description,
            boolean required,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean nullable,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) String meaning) {}
}
