package io.blockyard.search.match;

import java.util.List;
import java.util.Map;

/**
 * What was found for a need.
 *
 * @param language ISO 639-1, of the need
 * @param confidence from 0 to 1 that the first block serves it
 * @param matches the blocks, best first; those that are the answer stand before all others
 * @param nearestDomains where one might look on when nothing serves the need
 * @param tips sentences that say what would help, in the language of who reads them, as far as that was told
 * @param millis how long it took
 */
public record MatchResult(
        String intent,
        String language,
        Band band,
        double confidence,
        List<Match> matches,
        Understood understood,
        List<String> nearestDomains,
        List<String> tips,
        double millis) {

    /** The blocks that are proposed; none when nothing serves the need. */
    public List<Match> answers() {
        return matches.stream().filter(Match::answer).toList();
    }

    /**
     * How the need was read.
     *
     * @param terms what it speaks of, in the catalog's words
     * @param translated what was said → what that is in English
     * @param corrected what was written → what it was taken for
     * @param measures what was said of horizons and steps → how that was read, in the language of the need
     * @param excluded what it must not be
     * @param uncovered what no block that was found has
     * @param needs its parts that have a block each, when it asks for several things at once
     * @param unserved further parts, for which no block was found
     * @param unread what was not looked at, since the need is too long or has too many parts
     */
    public record Understood(
            List<String> terms,
            Map<String, String> translated,
            Map<String, String> corrected,
            Map<String, String> measures,
            List<String> excluded,
            List<String> uncovered,
            List<String> needs,
            List<String> unserved,
            List<String> unread) {}

    /**
     * A block.
     *
     * @param score how well it fits; only comparable within one need
     * @param confidence from 0 to 1 that it serves the need, or its part of it
     * @param answer whether it is proposed
     * @param need the part of the need that it serves; empty when it is all of it
     */
    public record Match(
            String id,
            String version,
            String name,
            String summary,
            String level,
            String domain,
            double score,
            double confidence,
            boolean answer,
            String need,
            List<Reason> speaksFor,
            List<Reason> speaksAgainst) {

        /** Whether somebody should look before they take it, for its own part of the need. */
        public boolean weak() {
            return Confidence.USUAL.band(confidence) != Band.MATCH;
        }
    }

    /**
     * Something that spoke for a block or against it.
     *
     * <ul>
     *   <li>{@code word}: the block has what was said
     *   <li>{@code takes}, {@code gives}: it takes what the person has, or gives what they want
     *   <li>{@code sibling}: it has what was said, and blocks that are almost the same have not
     *   <li>{@code meaning}: it comes near in meaning; {@code found} is the cosine
     *   <li>{@code missing}: it has nothing of what was said
     *   <li>{@code excluded}: it is what the need leaves out
     *   <li>{@code unasked}: its name says what blocks almost the same are not, and nobody asked for that
     * </ul>
     *
     * @param said in the need; empty for {@code meaning} and {@code unasked}
     * @param found in the block; empty when it is missing there, and for {@code sibling}
     * @param fields where: {@code name}, {@code tags}, {@code asks}, {@code output columns} and so on
     */
    public record Reason(String kind, String said, String found, List<String> fields) {}
}
