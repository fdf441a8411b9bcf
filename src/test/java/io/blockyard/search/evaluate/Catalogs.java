package io.blockyard.search.evaluate;

import io.blockyard.search.evaluate.EvaluationFiles.BlockLine;
import io.blockyard.search.language.Embedder;
import io.blockyard.search.language.MiniLmEmbedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The catalogs that matching is tested on, by name, with a sentence model that remembers what it was asked. */
final class Catalogs {

    static final Embedder EMBEDDER = new Remembering(new MiniLmEmbedder());

    private Catalogs() {}

    static List<BlockLine> blocks(String name) {
        return EvaluationFiles.blocks(name, lines(name + "-blocks.jsonl"));
    }

    static List<LabelledIntent> intents(String name) {
        return EvaluationFiles.intents(name, lines(name + "-intents.jsonl"));
    }

    private static List<String> lines(String file) {
        try (var stream = Objects.requireNonNull(Catalogs.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The vectors of texts, each worked out once for all tests of a process. */
    private record Remembering(Embedder embedder, Map<String, float[]> known) implements Embedder {

        Remembering(Embedder embedder) {
            this(embedder, new ConcurrentHashMap<>());
        }

        @Override
        public String model() {
            return embedder.model();
        }

        @Override
        public float[] embed(String text) {
            return known.computeIfAbsent(text, embedder::embed).clone();
        }

        @Override
        public List<float[]> embedAll(List<String> texts) {
            var missing = texts.stream()
                    .distinct()
                    .filter(text -> !known.containsKey(text))
                    .toList();
            var made = embedder.embedAll(missing);
            for (int i = 0; i < missing.size(); i++) {
                known.put(missing.get(i), made.get(i));
            }
            return texts.stream().map(this::embed).toList();
        }

        @Override
        public void close() {
            embedder.close();
        }
    }
}
