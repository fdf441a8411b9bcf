package io.blockyard.search.evaluate;

import io.blockyard.search.evaluate.EvaluationFiles.BlockLine;
import io.blockyard.search.index.BlockVectors;
import io.blockyard.search.index.IndexFollower;
import io.blockyard.search.index.VectorCache;
import io.blockyard.search.language.Embedder;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.MiniLmEmbedder;
import io.blockyard.search.match.MatchEngine;
import io.blockyard.search.match.MatchRequest;
import io.blockyard.search.match.MatchResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** An evaluation of a catalog in a file: no server, no database, an index in memory. */
public final class OfflineEvaluation {

    private OfflineEvaluation() {}

    /** Indexes the blocks, asks every intent of the matcher and of the baselines, and counts. */
    public static Evaluation run(List<BlockLine> blocks, List<LabelledIntent> intents, LanguagePacks packs) {
        try (var embedder = new MiniLmEmbedder()) {
            return run(blocks, intents, packs, embedder);
        }
    }

    /** The same with another sentence model. */
    public static Evaluation run(
            List<BlockLine> blocks, List<LabelledIntent> intents, LanguagePacks packs, Embedder embedder) {
        try (var index = indexed(blocks, embedder)) {
            var engine = new MatchEngine(embedder, () -> packs);
            learn(engine, index);
            return Evaluation.run(
                    intents,
                    (intent, limit) -> match(engine, index, intent, limit),
                    new Baselines(blocks).all(embedder),
                    blocks.size(),
                    intent -> {});
        }
    }

    /** An index in memory that holds the blocks, their words and their vectors; each is written once, so that all runs are alike. */
    static IndexFollower indexed(List<BlockLine> blocks, Embedder embedder) {
        var catalog = new FileCatalog(blocks);
        var vectors = new BlockVectors(embedder, new Kept(new HashMap<>()));
        vectors.prepare(catalog.texts(catalog.changesAfter(0, blocks.size())));
        var index = new IndexFollower(catalog, null, vectors);
        index.catchUp();
        return index;
    }

    /** Vectors that live as long as an evaluation, by the hash of their text. */
    private record Kept(Map<String, float[]> vectors) implements VectorCache {

        @Override
        public Map<String, float[]> find(String model, Collection<String> hashes) {
            var found = new HashMap<>(vectors);
            found.keySet().retainAll(Set.copyOf(hashes));
            return found;
        }

        @Override
        public void keep(String model, Map<String, float[]> made) {
            vectors.putAll(made);
        }

        @Override
        public int trim(String model, Predicate<String> used) {
            return 0;
        }
    }

    private static void learn(MatchEngine engine, IndexFollower index) {
        try {
            engine.learn(index.index());
            engine.calibrate(index.index());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MatchResult match(MatchEngine engine, IndexFollower index, String intent, int limit) {
        try {
            return engine.match(index.index(), MatchRequest.of(intent, limit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
