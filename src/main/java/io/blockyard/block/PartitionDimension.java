package io.blockyard.block;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a port's data is divided by.
 *
 * @param type {@code time} or {@code value}
 * @param period of a dimension of time: {@code year}, {@code month}, {@code day} or {@code hour}; else empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PartitionDimension(String name, String type, String period) {

    @JsonCreator
    static PartitionDimension ofWire(
            @JsonProperty("name") String name,
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("period") @Nullable String period) {
        return new PartitionDimension(
                name, Objects.requireNonNullElse(type, "value"), Objects.requireNonNullElse(period, ""));
    }

    /** {@code date (day)}, or the name alone. */
    public String words() {
        return period.isEmpty() ? name : name + " (" + period + ")";
    }
}
