package io.blockyard.search.index;

import java.util.List;

/** What a block means, as vectors. */
final class BlockMeaning {

    private final float[] whole;
    private final List<float[]> asks;
    private final List<float[]> sentences;
    private final boolean complete;

    /** @param complete whether all its asks and sentences are among these */
    BlockMeaning(float[] whole, List<float[]> asks, List<float[]> sentences, boolean complete) {
        this.whole = whole;
        this.asks = List.copyOf(asks);
        this.sentences = List.copyOf(sentences);
        this.complete = complete;
    }

    /** Whether nothing of it is still to be made. */
    boolean isComplete() {
        return complete;
    }

    /** Of all of {@link BlockText#embedded}. */
    float[] whole() {
        return whole;
    }

    /** Of each thing that people say who need it. */
    List<float[]> asks() {
        return asks;
    }

    /** Of each sentence of its description, which says less than all of it and is nearer to a short need. */
    List<float[]> sentences() {
        return sentences;
    }
}
