package io.blockyard.search.index;

import io.blockyard.block.BlockId;
import io.blockyard.search.language.Embedder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The vectors of blocks: those that are known, and new ones made by a model and kept. */
public final class BlockVectors {

    private final Embedder embedder;
    private final VectorCache cache;

    public BlockVectors(Embedder embedder, VectorCache cache) {
        this.embedder = embedder;
        this.cache = cache;
    }

    String model() {
        return embedder.model();
    }

    /** Those of the blocks whose text was embedded before. */
    Map<BlockId, float[]> known(List<BlockText> texts) {
        var hashes = new HashMap<BlockId, String>();
        texts.forEach(text -> hashes.put(text.block().manifest().id(), text.vectorHash()));
        var found = cache.find(model(), hashes.values());
        var vectors = new HashMap<BlockId, float[]>();
        hashes.forEach((id, hash) -> {
            var vector = found.get(hash);
            if (vector != null) {
                vectors.put(id, vector);
            }
        });
        return vectors;
    }

    /** All of them; what is not known is embedded, which takes some milliseconds a block. */
    Map<BlockId, float[]> make(List<BlockText> texts) {
        var vectors = known(texts);
        var missing = texts.stream()
                .filter(text -> !vectors.containsKey(text.block().manifest().id()))
                .toList();
        var made = embedder.embedAll(missing.stream().map(BlockText::embedded).toList());
        var kept = new LinkedHashMap<String, float[]>();
        for (int i = 0; i < missing.size(); i++) {
            vectors.put(missing.get(i).block().manifest().id(), made.get(i));
            kept.put(missing.get(i).vectorHash(), made.get(i));
        }
        cache.keep(model(), kept);
        return vectors;
    }

    /** Forgets kept vectors of texts that are no block's any more. */
    int trim(Set<String> used) {
        return cache.trim(model(), used);
    }

    /** Those of the texts whose embedded text is still the same as when the vector was made. */
    static Map<BlockId, float[]> stillValid(
            List<BlockText> before, List<BlockText> now, Map<BlockId, float[]> vectors) {
        var embedded = new HashMap<BlockId, String>();
        before.forEach(text -> embedded.put(text.block().manifest().id(), text.embedded()));
        var valid = new HashMap<BlockId, float[]>();
        for (var text : now) {
            var id = text.block().manifest().id();
            var vector = vectors.get(id);
            if (vector != null && text.embedded().equals(embedded.get(id))) {
                valid.put(id, vector);
            }
        }
        return valid;
    }
}
