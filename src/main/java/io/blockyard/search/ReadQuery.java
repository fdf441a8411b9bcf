package io.blockyard.search;

import io.blockyard.search.index.BlockField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed, understood.
 *
 * @param matching decides which blocks are found, and their rough order
 * @param ranking orders the best of them by every field; null when there is no word to rank by
 * @param marks what to mark in the blocks found
 * @param fields what of it a field can hold, by field
 * @param held fields that hold what was asked for in every block found
 * @param words those that may stand anywhere, in order
 */
record ReadQuery(
        Query matching,
        @Nullable Query ranking,
        Query marks,
        Map<BlockField, Query> fields,
        Set<BlockField> held,
        List<Word> words) {

    ReadQuery {
        words = List.copyOf(words);
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
