package io.blockyard.search.match;

import io.blockyard.search.language.Embedder;
import io.blockyard.search.language.Stems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.util.VectorUtil;

/**
 * The words of the catalog by their meaning: what a word that no block has comes near to, such as <i>planes</i> to
 * <i>flight</i>. Each catalog teaches its own synonyms this way. A word costs 432 bytes.
 */
final class Neighbours {

    /** Names and descriptions of ten thousands of blocks have fewer words than this. */
    static final int MOST_WORDS = 20_000;

    private static final double NEAR = 0.55;
    /**
     * Of two words that are so near, hardly ever more than 145 of the 384 numbers differ in their sign; of two words one
     * pair in twenty does not differ in more than this.
     */
    private static final int DIFFERENT_SIGNS = 150;

    /** Numbers of 64 signs that a word has. */
    private static final int SIGNS = Embedder.DIMENSIONS / Long.SIZE;

    private static final int MOST = 4;
    private static final int REMEMBERED = 5_000;
    private static final int AT_ONCE = 64;
    private static final double SCALE = 127;

    private final Embedder embedder;
    private final List<String> words;
    private final Map<String, Integer> places;
    private final byte[][] vectors;
    /** The signs of a word's numbers, word after word. */
    private final long[] signs;

    private final Map<String, List<Near>> known = new ConcurrentHashMap<>();

    private Neighbours(Embedder embedder, List<String> words, byte[][] vectors) {
        this.embedder = embedder;
        this.words = words;
        this.vectors = vectors;
        this.places = HashMap.newHashMap(words.size());
        this.signs = new long[words.size() * SIGNS];
        for (int i = 0; i < vectors.length; i++) {
            places.put(words.get(i), i);
            System.arraycopy(signs(vectors[i]), 0, signs, i * SIGNS, SIGNS);
        }
    }

    /** A word of the catalog near to another. */
    record Near(String word, double cosine) {}

    static Neighbours none(Embedder embedder) {
        return new Neighbours(embedder, List.of(), new byte[0][]);
    }

    /** Those of other words; words that were here before, or are kept, are not embedded again. */
    Neighbours knowing(List<String> wanted, WordVectors kept) {
        var next = new byte[wanted.size()][];
        var missing = new ArrayList<Integer>();
        for (int i = 0; i < next.length; i++) {
            var place = places.get(wanted.get(i));
            if (place == null) {
                missing.add(i);
            } else {
                next[i] = vectors[place];
            }
        }
        if (!missing.isEmpty()) {
            var before = kept.find(embedder.model());
            missing.removeIf(i -> {
                var vector = before.get(wanted.get(i));
                if (vector == null || vector.length != Embedder.DIMENSIONS) {
                    return false;
                }
                next[i] = vector;
                return true;
            });
        }
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            make(wanted, missing.subList(from, Math.min(missing.size(), from + AT_ONCE)), next, kept);
        }
        return new Neighbours(embedder, List.copyOf(wanted), next);
    }

    private void make(List<String> wanted, List<Integer> batch, byte[][] next, WordVectors kept) {
        var made = embedder.embedAll(batch.stream().map(wanted::get).toList());
        var fresh = new HashMap<String, byte[]>();
        for (int i = 0; i < batch.size(); i++) {
            int at = batch.get(i);
            next[at] = small(made.get(i));
            fresh.put(wanted.get(at), next[at]);
        }
        kept.keep(embedder.model(), fresh);
    }

    /** For each text, what of the catalog comes near to it, nearest first; other forms of the same words left out. */
    Map<String, List<Near>> near(Iterable<String> texts) {
        var found = new HashMap<String, List<Near>>();
        if (words.isEmpty()) {
            return found;
        }
        var asked = new ArrayList<String>();
        for (var text : texts) {
            var before = known.get(text);
            if (before != null) {
                found.put(text, before);
            } else if (!asked.contains(text)) {
                asked.add(text);
            }
        }
        var foreign = asked.stream().filter(text -> !places.containsKey(text)).toList();
        var made = embedder.embedAll(foreign);
        for (var text : asked) {
            var own = places.get(text);
            var near = nearest(text, own == null ? small(made.get(foreign.indexOf(text))) : vectors[own]);
            found.put(text, near);
            if (known.size() < REMEMBERED) {
                known.put(text, near);
            }
        }
        return found;
    }

    /** The signs tell in some hundredths of the time which few words can be near at all. */
    private List<Near> nearest(String text, byte[] vector) {
        var own = Stems.ofEnglish(text);
        var found = new ArrayList<Near>();
        var asked = signs(vector);
        for (int i = 0; i < vectors.length; i++) {
            if (different(asked, i * SIGNS) <= DIFFERENT_SIGNS) {
                double cosine = VectorUtil.dotProduct(vector, vectors[i]) / (SCALE * SCALE);
                if (cosine >= NEAR && !own.contains(Stems.english(words.get(i)))) {
                    found.add(new Near(words.get(i), cosine));
                }
            }
        }
        found.sort(Comparator.comparingDouble(Near::cosine).reversed());
        return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    }

    private int different(long[] asked, int from) {
        int different = 0;
        for (int i = 0; i < SIGNS; i++) {
            different += Long.bitCount(asked[i] ^ signs[from + i]);
        }
        return different;
    }

    private static long[] signs(byte[] vector) {
        var signs = new long[SIGNS];
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                signs[i / Long.SIZE] |= 1L << i;
            }
        }
        return signs;
    }

    private static byte[] small(float[] vector) {
        byte[] bytes = new byte[vector.length];
        for (int i = 0; i < vector.length; i++) {
            bytes[i] = (byte) Math.round(Math.clamp(vector[i], -1, 1) * SCALE);
        }
        return bytes;
    }
}
