package io.blockyard.compose;

import io.blockyard.compose.CompositionRequest.ProjectChoice;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A draft in a list: what it is made of, without its wiring and configuration, which are worked out when it is opened. */
public record DraftListing(
        UUID id,
        String intent,
        ProjectChoice project,
        List<Block> blocks,
        String owner,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * @param reference exact
     * @param name as people read it
     */
    public record Block(String alias, String reference, String name) {}
}
