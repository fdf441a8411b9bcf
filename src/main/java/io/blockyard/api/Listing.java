package io.blockyard.api;

import java.util.List;

/** A list on the wire, in an object so that it can grow. */
public record Listing<T>(List<T> items) {
    public Listing {
        items = List.copyOf(items);
    }
}
