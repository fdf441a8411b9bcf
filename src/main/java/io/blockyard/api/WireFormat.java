package io.blockyard.api;

import io.blockyard.problem.Problem;
import java.util.List;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How JSON looks on the wire, for the server and its clients: names in snake case as in the file formats, times in
 * ISO 8601, fields in the order of their records.
 */
public final class WireFormat {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final JsonMapper STRICT = JSON.rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(AnnotationIntrospector.pair(
                    new RequestNulls(), JSON.deserializationConfig().getAnnotationIntrospector()))
            .build();

    private WireFormat() {}

    /** For requests: a field that nobody knows is a mistake and is told so. */
    public static JsonMapper strict() {
        return STRICT;
    }

    /** For clients: an answer may hold more than one knows. */
    public static JsonMapper json() {
        return JSON;
    }

    public static String write(Object document) {
        return JSON.writeValueAsString(document);
    }

    /** A document that came over the wire, as the record it was written from. */
    public static <T> T read(JsonNode document, Class<T> type) {
        return JSON.treeToValue(document, type);
    }

    /** A list that came over the wire. */
    public static <T> Listing<T> listing(JsonNode document, Class<T> type) {
        return JSON.treeToValue(document, JSON.getTypeFactory().constructParametricType(Listing.class, type));
    }

    /** What a refusal says, beside the fields of RFC 9457. */
    public record Problems(List<Problem> problems) {
        public Problems(@org.jspecify.annotations.Nullable List<Problem> problems) {
            this.problems = problems == null ? List.of() : List.copyOf(problems);
        }
    }
}
