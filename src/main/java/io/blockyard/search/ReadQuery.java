package io.blockyard.search;

import io.blockyard.search.index.BlockField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.Query;

/**
 * What a person typed, understood.
 *
 * @param matching decides which blocks are found, and their order where a word ranks them
 * @param terms the words' stems, as they stand in the index
 * @param beginnings unfinished words
 * @param phrases what is in quotes or asked for in a field, by the field that may hold it
 * @param held fields that hold what was asked for in every block found
 * @param words those that may stand anywhere, in order
 */
record ReadQuery(
        Query matching,
        Set<String> terms,
        Set<String> beginnings,
        Map<BlockField, List<Query>> phrases,
        Set<BlockField> held,
        List<Word> words) {

    ReadQuery {
        words = List.copyOf(words);
    }

    /** Whether there is a word to rank by; without one, all blocks found fit alike. */
    boolean isRanked() {
        return !words.isEmpty();
    }

    /**
     * A word as it was typed.
     *
     * @param term lower case, without accents
     * @param start where it begins in the text
     * @param end behind its last letter
     * @param unfinished whether the person may still be typing it
     */
    record Word(String term, int start, int end, boolean unfinished) {}
}
