package io.blockyard.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody wants composed. */
public record CompositionRequest(
        @Nullable String intent,
        List<BlockChoice> blocks,
        @Nullable ProjectChoice project) {

    /** A block and what it is called in the composition; without an alias one is made from its id. */
    public record BlockChoice(String ref, @Nullable String alias) {}

    /** The project to deploy to. */
    public record ProjectChoice(String key, String name) {}
}
