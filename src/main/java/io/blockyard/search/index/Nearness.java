package io.blockyard.search.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;

/**
 * How near a question comes to what people say who need a block and to the sentences of its description. They are kept
 * beside the block's own vector, a byte for each number, and looked at for the blocks that were found only.
 *
 * @param ask the cosine with the nearest ask; {@link Double#NEGATIVE_INFINITY} when there is none
 * @param sentence the same of the sentences
 */
public record Nearness(double ask, double sentence) {

    public static final Nearness NONE = new Nearness(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private static final int LARGEST = 127;

    /** With the whole block, or what somebody says who needs it. */
    public double cosine(double whole) {
        return Math.max(whole, ask);
    }

    /** The same, where the nearest sentence counts for a share of it. */
    public double leaning(double whole, double share) {
        double cosine = cosine(whole);
        return sentence == Double.NEGATIVE_INFINITY ? cosine : cosine + share * (sentence - cosine);
    }

    /** The counts of both, a byte each, and of each vector what a step of its numbers is worth and the numbers. */
    static BytesRef written(BlockMeaning meaning) {
        int dimensions = meaning.whole().length;
        int all = meaning.asks().size() + meaning.sentences().size();
        var buffer = ByteBuffer.allocate(2 + all * (Float.BYTES + dimensions)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) meaning.asks().size()).put((byte) meaning.sentences().size());
        for (var vectors : List.of(meaning.asks(), meaning.sentences())) {
            for (var vector : vectors) {
                write(vector, buffer);
            }
        }
        return new BytesRef(buffer.array());
    }

    private static void write(float[] vector, ByteBuffer buffer) {
        var numbers = VectorUtil.l2normalize(vector.clone(), false);
        float largest = Float.MIN_NORMAL;
        for (float number : numbers) {
            largest = Math.max(largest, Math.abs(number));
        }
        float step = largest / LARGEST;
        buffer.putFloat(step);
        for (float number : numbers) {
            buffer.put((byte) Math.round(number / step));
        }
    }

    /** @param question of length one, as many numbers as the vectors that were written */
    public static Nearness of(BytesRef written, float[] question) {
        var buffer =
                ByteBuffer.wrap(written.bytes, written.offset, written.length).order(ByteOrder.LITTLE_ENDIAN);
        int asks = buffer.get();
        int sentences = buffer.get();
        return new Nearness(nearest(buffer, asks, question), nearest(buffer, sentences, question));
    }

    private static double nearest(ByteBuffer buffer, int vectors, float[] question) {
        double nearest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < vectors; i++) {
            float step = buffer.getFloat();
            float sum = 0;
            for (float number : question) {
                sum += number * buffer.get();
            }
            nearest = Math.max(nearest, sum * step);
        }
        return nearest;
    }
}
