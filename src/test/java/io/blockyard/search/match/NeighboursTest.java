package io.blockyard.search.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.TestDatabase;
import io.blockyard.search.language.Embedder;
import io.blockyard.search.language.MiniLmEmbedder;
import io.blockyard.search.match.Neighbours.Near;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.Test;

class NeighboursTest {

    private static final List<String> WORDS = List.of("""
            flight plane airport pump compressor valve bearing vibration anomaly outlier forecast prediction demand sales
            store shop customer client payment invoice fraud risk score weather temperature heat pressure flow rate price
            cost delay late arrival departure truck vehicle route road ship vessel patient hospital doctor nurse ward
            ticket claim insurance loan credit bank money account energy power electricity voltage battery solar wind""".split("\\s+"));

    @Test
    void what_the_signs_leave_out_is_not_near() {
        try (var embedder = new MiniLmEmbedder()) {
            var near =
                    Neighbours.none(embedder).knowing(WORDS, WordVectors.NONE).near(WORDS);
            var vectors = new HashMap<String, float[]>();
            WORDS.forEach(word -> vectors.put(word, embedder.embed(word)));
            int found = 0;
            for (var word : WORDS) {
                var closest = WORDS.stream()
                        .filter(other -> !other.equals(word))
                        .filter(other -> VectorUtil.dotProduct(vectors.get(word), vectors.get(other)) > 0.57)
                        .toList();
                assertThat(near.get(word))
                        .as(word)
                        .extracting(Near::word)
                        .hasSizeGreaterThanOrEqualTo(Math.min(4, closest.size()));
                found += closest.size();
            }
            assertThat(found).as("words that have a near one").isGreaterThan(20);
        }
    }

    @Test
    void no_word_is_embedded_twice_not_even_after_a_restart() {
        var asked = new ArrayList<Integer>();
        var table = new WordVectorTable(TestDatabase.fresh());
        try (var embedder = new Counting(new MiniLmEmbedder(), new AtomicInteger())) {
            var first = Neighbours.none(embedder).knowing(WORDS, table);
            asked.add(embedder.texts().get());
            var again = first.knowing(WORDS.reversed(), table);
            var restarted = Neighbours.none(embedder).knowing(WORDS, new WordVectorTable(TestDatabase.fresh()));
            asked.add(embedder.texts().get());
            var kept = Neighbours.none(embedder).knowing(WORDS, table);
            asked.add(embedder.texts().get());
            assertThat(asked).containsExactly(WORDS.size(), 2 * WORDS.size(), 2 * WORDS.size());
            assertThat(kept.near(List.of("plane", "shop")))
                    .isEqualTo(restarted.near(List.of("plane", "shop")))
                    .isEqualTo(again.near(List.of("plane", "shop")));
        }
    }

    /** Counts the texts that are embedded. */
    private record Counting(Embedder embedder, AtomicInteger texts) implements Embedder {

        @Override
        public String model() {
            return embedder.model();
        }

        @Override
        public float[] embed(String text) {
            texts.incrementAndGet();
            return embedder.embed(text);
        }

        @Override
        public List<float[]> embedAll(List<String> all) {
            texts.addAndGet(all.size());
            return embedder.embedAll(all);
        }

        @Override
        public void close() {
            embedder.close();
        }
    }
}
