package io.blockyard.search.index;

import io.blockyard.block.BlockId;
import io.blockyard.search.language.Embedder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** Those of the blocks whose texts were all embedded before. */
    Map<BlockId, BlockMeaning> known(List<BlockText> texts) {
        return meanings(texts, kept(texts));
    }

    /** All of them; what is not known is embedded, which takes some milliseconds a text. */
    Map<BlockId, BlockMeaning> make(List<BlockText> texts) {
        var vectors = kept(texts);
        var missing = texts.stream()
                .flatMap(text -> text.allEmbedded().stream())
                .distinct()
                .filter(each -> !vectors.containsKey(BlockText.vectorHash(each)))
                .toList();
        var made = embedder.embedAll(missing);
        var kept = new LinkedHashMap<String, float[]>();
        for (int i = 0; i < missing.size(); i++) {
            kept.put(BlockText.vectorHash(missing.get(i)), made.get(i));
        }
        cache.keep(model(), kept);
        vectors.putAll(kept);
        return meanings(texts, vectors);
    }

    /** By the hash of the text. */
    private Map<String, float[]> kept(List<BlockText> texts) {
        var hashes = texts.stream()
                .flatMap(text -> text.allEmbedded().stream())
                .map(BlockText::vectorHash)
                .collect(Collectors.toSet());
        return new HashMap<>(cache.find(model(), hashes));
    }

    private static Map<BlockId, BlockMeaning> meanings(List<BlockText> texts, Map<String, float[]> vectors) {
        var meanings = new HashMap<BlockId, BlockMeaning>();
        for (var text : texts) {
            var whole = vectors.get(BlockText.vectorHash(text.embedded()));
            var asks = vectors(text.embeddedAsks(), vectors);
            var sentences = vectors(text.embeddedSentences(), vectors);
            if (whole != null && asks.isPresent() && sentences.isPresent()) {
                meanings.put(text.block().manifest().id(), new BlockMeaning(whole, asks.get(), sentences.get()));
            }
        }
        return meanings;
    }

    /** Of all of the texts, or none. */
    private static Optional<List<float[]>> vectors(List<String> texts, Map<String, float[]> vectors) {
        var found = texts.stream()
                .map(text -> vectors.get(BlockText.vectorHash(text)))
                .filter(Objects::nonNull)
                .toList();
        return found.size() == texts.size() ? Optional.of(found) : Optional.empty();
    }

    /** Forgets kept vectors of texts that are no block's any more. */
    int trim(Set<String> used) {
        return cache.trim(model(), used);
    }

    /** Those of the texts of which the same is embedded as when the vectors were made. */
    static Map<BlockId, BlockMeaning> stillValid(
            List<BlockText> before, List<BlockText> now, Map<BlockId, BlockMeaning> meanings) {
        var embedded = new HashMap<BlockId, List<String>>();
        before.forEach(text -> embedded.put(text.block().manifest().id(), text.allEmbedded()));
        var valid = new HashMap<BlockId, BlockMeaning>();
        for (var text : now) {
            var id = text.block().manifest().id();
            var meaning = meanings.get(id);
            if (meaning != null && text.allEmbedded().equals(embedded.get(id))) {
                valid.put(id, meaning);
            }
        }
        return valid;
    }
}
