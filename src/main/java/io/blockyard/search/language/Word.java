package io.blockyard.search.language;

/**
 * A word of a text.
 *
 * @param text in lower case, accents kept
 * @param folded in lower case, without accents
 * @param start of the word in the text
 * @param end where it ends, exclusive
 * @param before what stands between the word before and this one: space, punctuation, or nothing
 */
public record Word(String text, String folded, int start, int end, String before) {

    /** Whether this and the word before were written as one, such as the parts of {@code no-show} or {@code asset_id}. */
    public boolean joined() {
        return start > 0 && (before.isEmpty() || Words.isJoint(before));
    }
}
