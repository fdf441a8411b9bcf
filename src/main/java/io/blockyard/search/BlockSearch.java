package io.blockyard.search;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import java.util.List;

/** Searching the catalog. Odd input is searched as text; there is no syntax error. */
public class BlockSearch {

    public SearchResult search(Actor actor, SearchRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Names and tags that begin like this, best first. */
    public List<Suggestion> suggest(Actor actor, String prefix, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Something to complete to; {@code block} is null for a tag. */
    public record Suggestion(
            String text, @org.jspecify.annotations.Nullable BlockId block) {}
}
