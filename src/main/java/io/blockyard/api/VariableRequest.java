package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * The value of a variable of a named environment.
 *
 * @param secret whether it is sealed and never shown again; no when left out
 */
public record VariableRequest(
        @Nullable String value, @Nullable Boolean secret) {

    @Override
    public String toString() {
        return "VariableRequest[secret=" + secret + "]";
    }
}
