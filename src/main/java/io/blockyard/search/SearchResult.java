package io.blockyard.search;

import io.blockyard.block.BlockId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param facets facet → its values with counts, most first; each facet counted without its own filter
 * @param next where the next page begins, for {@link SearchRequest#cursor}; null behind the last hit
 * @param hints what may have been meant
 * @param catchingUp whether something that was published is still being indexed, and may be missing here
 * @param millis how long the search took
 */
public record SearchResult(
        List<Hit> hits,
        long total,
        Map<String, List<FacetValue>> facets,
        @Nullable String next,
        Hints hints,
        boolean catchingUp,
        double millis) {

    /** So many values of a facet are counted with a search; {@link BlockSearch#values} finds the others by name. */
    public static final int MOST_VALUES = 40;

    /**
     * One block found.
     *
     * @param status the wire name of its lifecycle, never yanked
     * @param publishedAt when its newest version was published
     * @param titleHtml the name, matches in {@code <mark>}, everything else escaped
     * @param snippetHtml the passage that matched, likewise
     * @param matchedIn fields that matched, such as {@code name}, {@code columns}
     */
    public record Hit(
            BlockId id,
            String version,
            String name,
            String type,
            String level,
            String domain,
            String status,
            Instant publishedAt,
            List<String> tags,
            List<String> inputs,
            List<String> outputs,
            String summary,
            String titleHtml,
            String snippetHtml,
            List<String> matchedIn,
            float score) {}

    /** A value of a facet and how many of the hits have it. */
    public record FacetValue(String value, long count) {}

    /**
     * @param corrected the text with misspelled words as the catalog spells them; null when every word is known
     * @param ids blocks whose id is nearly what was typed, nearest first
     * @param readAs the text in the query language, when it asked for columns in a sentence; null otherwise
     */
    public record Hints(
            @Nullable String corrected,
            List<BlockId> ids,
            @Nullable String readAs) {

        static final Hints NONE = new Hints(null, List.of(), null);

        public boolean isEmpty() {
            return corrected == null && ids.isEmpty() && readAs == null;
        }
    }
}
