package io.blockyard.search.evaluate;

import io.blockyard.search.evaluate.EvaluationFiles.BlockLine;
import io.blockyard.search.language.Embedder;
import io.blockyard.search.language.Stems;
import io.blockyard.search.language.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Simple ways of finding a block for a need, to see what the matcher is worth. None of them ever says "nothing" while a word is found. */
final class Baselines {

    private static final double K1 = 1.2;
    private static final double B = 0.75;

    private final List<BlockLine> blocks;

    Baselines(List<BlockLine> blocks) {
        this.blocks = blocks;
    }

    /** By name; each takes the words as they are written. */
    Map<String, Function<String, Answer>> all(Embedder embedder) {
        var all = new LinkedHashMap<String, Function<String, Answer>>();
        all.put("keyword", this::keyword);
        all.put("bm25", bm25());
        all.put("embeddings", embeddings(embedder));
        return all;
    }

    /** Counts the words of the need that occur in name, tags and description, names three times, tags twice. */
    private Answer keyword(String intent) {
        var words = words(intent);
        return ranked(block -> {
            var manifest = block.manifest();
            double score = 0;
            for (var word : words) {
                score += contains(manifest.name(), word) ? 3 : 0;
                score += manifest.tags().stream().anyMatch(tag -> contains(tag, word)) ? 2 : 0;
                score += contains(manifest.description(), word) ? 1 : 0;
            }
            return score;
        });
    }

    private static boolean contains(String text, String word) {
        return text.toLowerCase(Locale.ROOT).contains(word);
    }

    private static List<String> words(String intent) {
        return Words.of(intent).stream()
                .map(word -> word.text())
                .filter(word -> word.length() > 2)
                .distinct()
                .toList();
    }

    /** Okapi BM25 over everything that a block says, stemmed. */
    private Function<String, Answer> bm25() {
        var documents = new HashMap<BlockLine, Map<String, Integer>>();
        var lengths = new HashMap<BlockLine, Integer>();
        var frequencies = new HashMap<String, Integer>();
        for (var block : blocks) {
            var counts = new HashMap<String, Integer>();
            Stems.ofEnglish(text(block)).forEach(stem -> counts.merge(stem, 1, Integer::sum));
            documents.put(block, counts);
            lengths.put(
                    block, counts.values().stream().mapToInt(Integer::intValue).sum());
            counts.keySet().forEach(stem -> frequencies.merge(stem, 1, Integer::sum));
        }
        double average =
                lengths.values().stream().mapToInt(Integer::intValue).average().orElse(1);
        return intent -> {
            var stems = new HashSet<>(Stems.ofEnglish(intent));
            return ranked(block -> {
                double score = 0;
                for (var stem : stems) {
                    int count = documents.getOrDefault(block, Map.of()).getOrDefault(stem, 0);
                    if (count > 0) {
                        int with = frequencies.getOrDefault(stem, 0);
                        double idf = Math.log(1 + (blocks.size() - with + 0.5) / (with + 0.5));
                        score += idf
                                * count
                                * (K1 + 1)
                                / (count + K1 * (1 - B + B * lengths.getOrDefault(block, 0) / average));
                    }
                }
                return score;
            });
        };
    }

    private static String text(BlockLine block) {
        var manifest = block.manifest();
        var text = new StringBuilder();
        for (var part : List.of(manifest.name(), manifest.description(), manifest.domain(), block.notes())) {
            text.append(part).append(' ');
        }
        manifest.tags().forEach(tag -> text.append(tag).append(' '));
        manifest.ports().forEach(port -> {
            text.append(port.name()).append(' ').append(port.description()).append(' ');
            port.columns().forEach(column -> text.append(column.name()).append(' '));
        });
        block.asks().forEach(ask -> text.append(ask).append(' '));
        return text.toString();
    }

    /** Nearness of the need's sentence to the block's name, description and tags. */
    private Function<String, Answer> embeddings(Embedder embedder) {
        var vectors = new HashMap<BlockLine, float[]>();
        for (var block : blocks) {
            var manifest = block.manifest();
            vectors.put(
                    block,
                    embedder.embed(manifest.name() + ". " + manifest.description() + " "
                            + String.join(", ", manifest.tags())));
        }
        return intent -> {
            var vector = embedder.embed(intent);
            return ranked(block -> dot(vector, Objects.requireNonNull(vectors.get(block))));
        };
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private Answer ranked(Function<BlockLine, Double> score) {
        record Ranked(String id, double score) {}
        var ranked = new ArrayList<Ranked>();
        for (var block : blocks) {
            double points = score.apply(block);
            if (points > 0) {
                ranked.add(new Ranked(block.manifest().id().value(), points));
            }
        }
        ranked.sort(Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::id));
        var ids = ranked.stream().map(Ranked::id).toList();
        double best = ranked.isEmpty() ? 0 : ranked.getFirst().score();
        return new Answer(ids, ids.isEmpty() ? List.of() : ids.subList(0, 1), best, ids.isEmpty(), 0, null);
    }
}
