package io.blockyard.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.Patience;
import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.index.IndexFollower;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nothing that somebody types is an error, and nothing is slow. */
class HostileQueriesTest {

    private static final boolean FULL = Boolean.getBoolean("tests.full");
    private static final int BLOCKS = FULL ? 10_000 : 500;
    private static final int STRINGS = FULL ? 10_000 : 1_000;
    /** On a machine of its own it takes no longer than this; on any, the processor is not busy with it for longer. */
    private static final double SLOWEST_MS = 200;

    /** Half a million characters, where the code is not warm yet. */
    private static final double ENDLESS_MS = FULL ? SLOWEST_MS : 5_000;

    /** On a machine that does other things, too. */
    private static final double SLOW_MACHINE_MS = 5_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<String> FRAGMENTS = List.of(
            "\"",
            ":",
            "-",
            "*",
            "?",
            "~",
            "^",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "\\",
            "/",
            "&&",
            "||",
            "AND",
            "OR",
            "NOT",
            "tag:",
            "domain:\"",
            "column:",
            "id:",
            "input:-",
            "*:*",
            "a*",
            "\u0000",
            "\uFFFF",
            "\uD83D",
            "\uD83D\uDE00",
            "\u202E",
            "\u00df",
            "\u0130",
            "' OR 1=1 --",
            "<script>",
            "${jndi:x}",
            "../../",
            "compressor",
            "pump_",
            "  ",
            "\t",
            "\n",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "aB1cD2eF3");

    @Test
    void random_strings_are_searched_as_text() {
        try (var follower = indexed(BLOCKS);
                var nobodyHelps = new BusyPool()) {
            assertThat(nobodyHelps.isBusy()).isTrue();
            var search = new BlockSearch(follower);
            var suggestions =
                    new SearchSuggestions(follower, new PastSearches(TestDatabase.fresh(), Clock.systemUTC()));
            var random = new SplittableRandom(20260101);
            for (int i = 0; i < STRINGS; i++) {
                var text = hostile(random);
                long before = THREADS.getCurrentThreadCpuTime();
                var result = search.search(Actor.system(), new SearchRequest(text, Map.of(), Sort.RELEVANCE, 0, 10));
                assertThat(result.total()).as(text).isBetween(0L, (long) BLOCKS);
                if (i > STRINGS / 10) {
                    double busy = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
                    assertThat(FULL ? Math.max(busy, result.millis()) : busy)
                            .as(text)
                            .isLessThan(SLOWEST_MS);
                }
                suggestions.suggest(Actor.system(), text, 5);
            }
            var endless = "word_".repeat(100_000);
            long before = THREADS.getCurrentThreadCpuTime();
            search.search(Actor.system(), new SearchRequest(endless, Map.of(), Sort.NAME, 0, 10));
            assertThat((THREADS.getCurrentThreadCpuTime() - before) / 1e6).isLessThan(ENDLESS_MS);
        }
    }

    @Test
    void a_search_with_facets_and_highlights_takes_milliseconds() {
        try (var follower = indexed(BLOCKS)) {
            var search = new BlockSearch(follower);
            var texts = List.of(
                    "compressor anomaly", "payment scoring of customers", "demand fore", "column:kurtosis pump");
            var millis = new double[200];
            for (int i = -100; i < millis.length; i++) {
                var text = texts.get(Math.floorMod(i, texts.size()));
                var result = search.search(Actor.system(), new SearchRequest(text, Map.of(), Sort.RELEVANCE, 0, 10));
                assertThat(result.hits()).isNotEmpty();
                if (i >= 0) {
                    millis[i] = result.millis();
                }
            }
            Arrays.sort(millis);
            System.out.printf(
                    "search with facets and highlights at %,d blocks: p50 %.2f ms, p99 %.2f ms%n",
                    BLOCKS, millis[millis.length / 2], millis[millis.length * 99 / 100]);
            assertThat(millis[millis.length / 2]).isLessThan(FULL ? 100 : SLOW_MACHINE_MS);
        }
    }

    /** Keeps others from working beside a search, so that who asks does all of it and its processor time tells all. */
    private static final class BusyPool implements AutoCloseable {

        private final CountDownLatch busy = new CountDownLatch(ForkJoinPool.getCommonPoolParallelism());
        private final CountDownLatch free = new CountDownLatch(1);

        BusyPool() {
            for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
                ForkJoinPool.commonPool().execute(() -> {
                    busy.countDown();
                    await(free);
                });
            }
        }

        boolean isBusy() {
            return await(busy);
        }

        private static boolean await(CountDownLatch latch) {
            try {
                return latch.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            free.countDown();
        }
    }

    private static IndexFollower indexed(int count) {
        var feed = new ListFeed();
        Blocks.generated(count, 7).forEach(block -> feed.put(block, "An article about " + block.name() + "."));
        var follower = new IndexFollower(feed, null, null);
        follower.catchUp();
        return follower;
    }

    private static String hostile(SplittableRandom random) {
        var text = new StringBuilder();
        int parts = random.nextInt(1, 12);
        for (int i = 0; i < parts; i++) {
            if (random.nextInt(4) == 0) {
                random.ints(random.nextInt(1, 30), 0, 0x3000).forEach(c -> text.append((char) c));
            } else {
                text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
            }
            if (random.nextBoolean()) {
                text.append(' ');
            }
        }
        return text.toString();
    }
}
