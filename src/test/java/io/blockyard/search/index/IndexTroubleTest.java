package io.blockyard.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.Patience;
import io.blockyard.access.Actor;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.Blocks;
import io.blockyard.search.ForwardingFeed;
import io.blockyard.search.ListFeed;
import io.blockyard.search.SearchRequest;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.language.MiniLmEmbedder;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trouble with one block or one reading stays with it. */
class IndexTroubleTest {

    /** Longer than a busy machine holds anybody up who does not wait; nobody waits so long unless something is wrong. */
    private static final Duration WOULD_WAIT = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private final ListFeed feed = new ListFeed();

    @Test
    void a_block_that_no_document_can_be_made_of_does_not_keep_others_out() {
        put("PUMP_TREND", "pump");
        // one letter that is a sentence of eighteen when it is folded: longer than Lucene takes
        put("PUMP_ODD", "\uFDFA".repeat(2_000));
        put("PUMP_FORECAST", "pump");
        try (var follower = new IndexFollower(feed, home, null)) {
            follower.catchUp();
            assertThat(follower.index().documents()).isEqualTo(2);
            assertThat(follower.index().sequence()).isEqualTo(3);
            assertThat(follower.index().isComplete()).isTrue();
        }
    }

    @Test
    void damage_is_told_as_damage_also_where_a_reading_wrapped_it() throws IOException {
        put("PUMP_TREND", "pump");
        try (var follower = new IndexFollower(feed, home, null)) {
            follower.catchUp();
            assertThatThrownBy(() -> follower.index().read((searcher, state) -> {
                        throw new UncheckedIOException(new EOFException("the file ends early"));
                    }))
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("the file ends early");
        }
    }

    @Test
    void nobody_waits_for_a_change_while_a_former_index_answers() {
        put("PUMP_TREND", "pump");
        try (var former = new IndexFollower(feed, home, null)) {
            former.catchUp();
        }
        var waiting = new Waiting(feed);
        try (var model = new MiniLmEmbedder();
                var follower = new IndexFollower(waiting, home, new BlockVectors(model, VectorCache.NONE))) {
            waiting.follower = follower;
            follower.catchUp();
        }
        assertThat(waiting.waited).isPositive().isLessThan(WOULD_WAIT);
    }

    /** A machine that is busy, or has just started, takes its time over the first blocks. */
    @Test
    void who_finds_nothing_waits_for_what_is_published_and_others_are_told_that_more_comes() throws Exception {
        var slow = new Slow(feed);
        try (var follower = new IndexFollower(slow, home, null)) {
            follower.start();
            var search = new BlockSearch(follower);
            Awaitility.await().atMost(Patience.LONG).until(() -> !follower.isBehind());
            slow.pause = Duration.ofMillis(2_700);
            put("PUMP_TREND", "pump");
            follower.changed(1);
            var first = search.search(Actor.system(), request("pump "));
            assertThat(first.total()).isEqualTo(1);
            assertThat(first.catchingUp()).isFalse();

            slow.pause = Duration.ZERO;
            slow.held = new CountDownLatch(1);
            put("PUMP_STATE", "pump");
            follower.changed(2);
            var second = search.search(Actor.system(), request("pump "));
            slow.held.countDown();
            assertThat(second.total()).isEqualTo(1);
            assertThat(second.catchingUp()).isTrue();
        }
    }

    private static SearchRequest request(String text) {
        return new SearchRequest(text, Map.of(), Sort.RELEVANCE, 0, 10);
    }

    private static final class Slow extends ForwardingFeed {

        private volatile Duration pause = Duration.ZERO;
        private volatile CountDownLatch held = new CountDownLatch(0);

        Slow(BlockFeed feed) {
            super(feed);
        }

        @Override
        public List<BlockText> texts(List<CatalogBlock> blocks) {
            io.blockyard.search.index.Waiting.pause(pause);
            try {
                assertThat(held.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.texts(blocks);
        }
    }

    private void put(String id, String tag) {
        feed.put(Blocks.block(id, id, "Something about pumps.", "equipment", "site", tag), "");
    }

    /** Searches in the middle of a rebuild, just after something was published. */
    private static final class Waiting extends ForwardingFeed {

        private @Nullable IndexFollower follower;
        private Duration waited = Duration.ZERO;

        Waiting(BlockFeed feed) {
            super(feed);
        }

        @Override
        public List<BlockText> texts(List<CatalogBlock> blocks) {
            var searched = follower;
            if (searched != null) {
                searched.changed(2);
                long start = System.nanoTime();
                searched.awaitAnnounced(WOULD_WAIT);
                waited = Duration.ofNanos(System.nanoTime() - start);
            }
            return super.texts(blocks);
        }
    }
}
