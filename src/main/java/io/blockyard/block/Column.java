package io.blockyard.block;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column that a port's data has.
 *
 * @param type DSS's own name: string, int, bigint, double, boolean, date, …
 * @param description empty when nobody wrote one
 * @param required whether an input must have it; always true on an output
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Column(String name, String type, String description, boolean required) {

    @JsonCreator
    static Column ofWire(
            @JsonProperty("name") String name,
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("description") @Nullable String description,
            @JsonProperty("required") @Nullable Boolean required) {
        return new Column(
                name,
                Objects.requireNonNullElse(type, "string"),
                Objects.requireNonNullElse(description, ""),
                Objects.requireNonNullElse(required, true));
    }
}
