package io.blockyard.api;

import org.jspecify.annotations.Nullable;

/**
 * A DSS instance to be named.
 *
 * @param apiKey kept encrypted and never shown again
 */
public record SourceRequest(
        @Nullable String name,
        @Nullable String url,
        @Nullable String apiKey) {

    @Override
    public String toString() {
        return "SourceRequest[name=" + name + ", url=" + url + "]";
    }
}
