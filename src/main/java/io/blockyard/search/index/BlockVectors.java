package io.blockyard.search.index;

import io.blockyard.block.BlockId;
import io.blockyard.search.language.Embedder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The vectors of blocks: those that are known, and new ones made by a model and kept. */
public final class BlockVectors {

    /** So many texts are made before they are kept. */
    private static final int AT_ONCE = 128;

    private final Embedder embedder;
    private final VectorCache cache;

    public BlockVectors(Embedder embedder, VectorCache cache) {
        this.embedder = embedder;
        this.cache = cache;
    }

    String model() {
        return embedder.model();
    }

    /** Those of the blocks whose text was embedded before, as far as it was. */
    Map<BlockId, BlockMeaning> known(List<BlockText> texts) {
        return meanings(texts, kept(texts));
    }

    /** Makes and keeps what is missing, so that an index that is built then is written once. */
    public void prepare(List<BlockText> texts) {
        make(texts);
    }

    /** All of them; what is not known is embedded, which takes some milliseconds a text. */
    Map<BlockId, BlockMeaning> make(List<BlockText> texts) {
        var vectors = kept(texts);
        var missing = texts.stream()
                .flatMap(text -> text.allEmbedded().stream())
                .distinct()
                .filter(each -> !vectors.containsKey(BlockText.vectorHash(each)))
                .toList();
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            vectors.putAll(made(missing.subList(from, Math.min(from + AT_ONCE, missing.size()))));
        }
        return meanings(texts, vectors);
    }

    private Map<String, float[]> made(List<String> texts) {
        var made = embedder.embedAll(texts);
        var kept = new LinkedHashMap<String, float[]>();
        for (int i = 0; i < texts.size(); i++) {
            kept.put(BlockText.vectorHash(texts.get(i)), made.get(i));
        }
        cache.keep(model(), kept);
        return kept;
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
            if (whole != null) {
                boolean complete = asks.size() == text.embeddedAsks().size()
                        && sentences.size() == text.embeddedSentences().size();
                meanings.put(text.block().manifest().id(), new BlockMeaning(whole, asks, sentences, complete));
            }
        }
        return meanings;
    }

    private static List<float[]> vectors(List<String> texts, Map<String, float[]> vectors) {
        return texts.stream()
                .map(text -> vectors.get(BlockText.vectorHash(text)))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Forgets kept vectors of texts that are no block's any more. */
    int trim(Predicate<String> used) {
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
