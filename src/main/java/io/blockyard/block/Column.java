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
 * @param nullable whether a row may have no value there; null when that is not known
 * @param meaning what DSS takes the values for beside their type, by DSS's own name: {@code Email}, {@code Country}, or
 *     one that the organisation defined; empty when nobody said
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Column(
        String name,
        String type,
        String description,
        boolean required,
        @Nullable Boolean nullable,
        String meaning) {

    /** A column of which it is not known whether it may be empty, and without a meaning. */
    public Column(String name, String type, String description, boolean required) {
        this(name, type, description, required, null, "");
    }

    @JsonCreator
    static Column ofWire(
            @JsonProperty("name") String name,
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("description") @Nullable String description,
            @JsonProperty("required") @Nullable Boolean required,
            @JsonProperty("nullable") @Nullable Boolean nullable,
            @JsonProperty("meaning") @Nullable String meaning) {
        return new Column(
                name,
                Objects.requireNonNullElse(type, "string"),
                Objects.requireNonNullElse(description, ""),
                Objects.requireNonNullElse(required, true),
                nullable,
                Objects.requireNonNullElse(meaning, ""));
    }

    /** The same column, of which it is known whether it may be empty. */
    public Column nullable(boolean may) {
        return new Column(name, type, description, required, may, meaning);
    }

    /** The same column with a meaning. */
    public Column meaning(String said) {
        return new Column(name, type, description, required, nullable, said);
    }
}
