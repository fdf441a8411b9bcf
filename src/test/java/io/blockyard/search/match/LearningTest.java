package io.blockyard.search.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.search.Blocks;
import io.blockyard.search.ListFeed;
import io.blockyard.search.index.BlockVectors;
import io.blockyard.search.index.IndexFollower;
import io.blockyard.search.index.VectorCache;
import io.blockyard.search.language.Embedder;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.Words;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a catalog teaches is learned from all of it. */
class LearningTest {

    private final WordSums embedder = new WordSums();
    private final MatchEngine engine = new MatchEngine(embedder, LanguagePacks::own);

    @Test
    void how_sure_to_be_is_learned_from_a_whole_index_and_not_from_half_of_it() throws IOException {
        var feed = new ListFeed();
        Blocks.generated(40, 3).forEach(block -> feed.put(block, ""));
        try (var follower = new IndexFollower(feed, null, new BlockVectors(embedder, VectorCache.NONE))) {
            var learning = new Learning(follower, engine, Runnable::run);
            follower.catchUp();
            learning.asked();
            assertThat(engine.calibration()).isEqualTo(Calibration.USUAL);

            follower.catchUpVectors();
            learning.whole(follower.index());
            var learned = engine.calibration();

            assertThat(learned.shifts()).isNotEmpty();
            var same = new MatchEngine(embedder, LanguagePacks::own);
            same.learn(follower.index());
            assertThat(learned.written()).isEqualTo(same.calibrate(follower.index()));
        }
    }

    @Test
    void another_index_is_learned_from_anew_though_it_is_as_far_in_the_feed() throws IOException {
        var few = new ListFeed();
        Blocks.generated(40, 3).forEach(block -> few.put(block, ""));
        var others = new ListFeed();
        Blocks.generated(40, 4).forEach(block -> others.put(block, ""));
        try (var follower = new IndexFollower(few, null, new BlockVectors(embedder, VectorCache.NONE));
                var rebuilt = new IndexFollower(others, null, new BlockVectors(embedder, VectorCache.NONE))) {
            var learning = new Learning(follower, engine, Runnable::run);
            for (var each : List.of(follower, rebuilt)) {
                each.catchUp();
                each.catchUpVectors();
                learning.whole(each.index());
            }
            assertThat(follower.index().sequence()).isEqualTo(rebuilt.index().sequence());

            var fresh = new MatchEngine(embedder, LanguagePacks::own);
            fresh.learn(rebuilt.index());
            assertThat(engine.calibration().written()).isEqualTo(fresh.calibrate(rebuilt.index()));
        }
    }

    @Test
    void what_is_told_while_it_learns_is_learned_afterwards() throws IOException {
        var few = new ListFeed();
        few.put(Blocks.generated(1, 5).getFirst(), "");
        var all = new ListFeed();
        Blocks.generated(40, 3).forEach(block -> all.put(block, ""));
        var beside = new ArrayDeque<Runnable>();
        try (var first = new IndexFollower(few, null, new BlockVectors(embedder, VectorCache.NONE));
                var rebuilt = new IndexFollower(all, null, new BlockVectors(embedder, VectorCache.NONE))) {
            var learning = new Learning(first, engine, beside::add);
            for (var each : List.of(first, rebuilt)) {
                each.catchUp();
                each.catchUpVectors();
                learning.whole(each.index());
            }
            for (int runs = 0; !beside.isEmpty(); runs++) {
                assertThat(runs).isLessThan(5);
                beside.remove().run();
            }
            assertThat(engine.calibration().shifts()).isNotEmpty();
        }
    }

    /** Texts with the same words come near to each other. */
    private static final class WordSums implements Embedder {

        @Override
        public String model() {
            return "word sums";
        }

        @Override
        public float[] embed(String text) {
            var vector = new float[DIMENSIONS];
            Words.of(text).forEach(word -> vector[Math.floorMod(word.folded().hashCode(), DIMENSIONS)] += 1);
            vector[0] += 0.1f;
            return vector;
        }

        @Override
        public List<float[]> embedAll(List<String> texts) {
            return texts.stream().map(this::embed).toList();
        }

        @Override
        public void close() {
            // there is nothing to close
        }
    }
}
