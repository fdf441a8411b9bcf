package io.blockyard.search.match;

import io.blockyard.search.language.Embedder;
import io.blockyard.search.language.Stems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.util.VectorUtil;

/**
 * The words of the catalog by their meaning: what a word that no block has comes near to, such as <i>planes</i> to
 * <i>flight</i>. Each catalog teaches its own synonyms this way. A word costs 384 bytes.
 */
final class Neighbours {

    /** Names and descriptions of ten thousands of blocks have fewer words than this. */
    static final int MOST_WORDS = 20_000;

    private static final double NEAR = 0.55;
    private static final int MOST = 4;
    private static final int REMEMBERED = 5_000;
    private static final int AT_ONCE = 64;
    private static final double SCALE = 127;

    private final Embedder embedder;
    private final Map<String, byte[]> vectors;
    private final Map<String, List<Near>> known = new ConcurrentHashMap<>();

    private Neighbours(Embedder embedder, Map<String, byte[]> vectors) {
        this.embedder = embedder;
        this.vectors = vectors;
    }

    /** A word of the catalog near to another. */
    record Near(String word, double cosine) {}

    static Neighbours none(Embedder embedder) {
        return new Neighbours(embedder, Map.of());
    }

    /** Those of other words; words that were here before are not embedded again. */
    Neighbours knowing(List<String> words) {
        var next = LinkedHashMap.<String, byte[]>newLinkedHashMap(words.size());
        var missing = new ArrayList<String>();
        for (var word : words) {
            var vector = vectors.get(word);
            if (vector == null) {
                missing.add(word);
            } else {
                next.put(word, vector);
            }
        }
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            var batch = missing.subList(from, Math.min(missing.size(), from + AT_ONCE));
            var made = embedder.embedAll(batch);
            for (int i = 0; i < batch.size(); i++) {
                next.put(batch.get(i), small(made.get(i)));
            }
        }
        return new Neighbours(embedder, next);
    }

    /** For each text, what of the catalog comes near to it, nearest first; other forms of the same words left out. */
    Map<String, List<Near>> near(Iterable<String> texts) {
        var found = new HashMap<String, List<Near>>();
        if (vectors.isEmpty()) {
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
        var foreign = asked.stream().filter(text -> !vectors.containsKey(text)).toList();
        var made = embedder.embedAll(foreign);
        for (var text : asked) {
            var own = vectors.get(text);
            var near = nearest(text, own == null ? small(made.get(foreign.indexOf(text))) : own);
            found.put(text, near);
            if (known.size() < REMEMBERED) {
                known.put(text, near);
            }
        }
        return found;
    }

    private List<Near> nearest(String text, byte[] vector) {
        var own = Stems.ofEnglish(text);
        var found = new ArrayList<Near>();
        vectors.forEach((word, other) -> {
            double cosine = VectorUtil.dotProduct(vector, other) / (SCALE * SCALE);
            if (cosine >= NEAR && !own.contains(Stems.english(word))) {
                found.add(new Near(word, cosine));
            }
        });
        found.sort(Comparator.comparingDouble(Near::cosine).reversed());
        return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    }

    private static byte[] small(float[] vector) {
        byte[] bytes = new byte[vector.length];
        for (int i = 0; i < vector.length; i++) {
            bytes[i] = (byte) Math.round(Math.clamp(vector[i], -1, 1) * SCALE);
        }
        return bytes;
    }
}
