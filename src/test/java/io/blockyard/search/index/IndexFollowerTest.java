package io.blockyard.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.Patience;
import io.blockyard.access.Actor;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.Blocks;
import io.blockyard.search.ForwardingFeed;
import io.blockyard.search.ListFeed;
import io.blockyard.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFollowerTest {

    /** It does not look by itself as long as a test takes, so it has to be told. */
    private static final Duration NEVER = Duration.ofDays(1);

    private static final Duration SOON = Duration.ofMillis(20);

    @TempDir
    Path home;

    private final ListFeed feed = new ListFeed();

    @Test
    void what_is_published_here_is_found_because_it_is_told() {
        try (var follower = new IndexFollower(feed, home, null, NEVER, NEVER)) {
            follower.start();
            long sequence = put("PUMP_CLEANING");
            follower.changed(sequence);
            await(follower, 1);
        }
    }

    @Test
    void what_another_node_published_is_found_by_looking_where_the_feed_ends() {
        try (var follower = new IndexFollower(feed, home, null, SOON, NEVER)) {
            follower.start();
            await(follower, 0);
            put("PUMP_CLEANING");
            await(follower, 1);
        }
    }

    @Test
    void while_others_publish_without_end_it_pauses_before_it_reads_again() throws Exception {
        var published = new AtomicInteger();
        var growing = new ForwardingFeed(feed) {
            @Override
            public long end() {
                put("PUMP_" + published.incrementAndGet());
                return super.end();
            }
        };
        try (var follower = new IndexFollower(growing, home, null, NEVER, NEVER)) {
            follower.start();
            Awaitility.await().until(() -> follower.index().sequence() > 0);
            long read = follower.index().sequence();
            Awaitility.await()
                    .during(Duration.ofMillis(200))
                    .until(() -> follower.index().sequence() == read);
        }
    }

    @Test
    void an_announcement_may_come_before_its_change_is_visible() throws Exception {
        var looks = new AtomicInteger();
        var counted = new ForwardingFeed(feed) {
            @Override
            public List<CatalogBlock> changesAfter(long sequence, int limit) {
                looks.incrementAndGet();
                return super.changesAfter(sequence, limit);
            }
        };
        try (var follower = new IndexFollower(counted, home, null, NEVER, NEVER)) {
            follower.start();
            follower.changed(1);
            Awaitility.await().until(() -> looks.get() > 2);
            put("PUMP_CLEANING");
            await(follower, 1);
        }
    }

    @Test
    void an_error_does_not_end_the_following() {
        var failures = new AtomicInteger();
        var failing = new ForwardingFeed(feed) {
            @Override
            public List<CatalogBlock> changesAfter(long sequence, int limit) {
                if (failures.getAndIncrement() == 0) {
                    throw new StackOverflowError();
                }
                return super.changesAfter(sequence, limit);
            }
        };
        put("PUMP_CLEANING");
        try (var follower = new IndexFollower(failing, home, null, SOON, SOON)) {
            follower.start();
            await(follower, 1);
        }
        assertThat(failures).hasValueGreaterThan(1);
    }

    @Test
    void the_pieces_of_a_built_index_are_joined_while_it_answers() throws IOException {
        for (int i = 0; i < 2_200; i++) {
            put("PUMP_CLEANING_" + i);
        }
        try (var follower = caughtUp()) {
            assertThat(total(follower)).isEqualTo(2_200);
            Awaitility.await().atMost(Patience.LONG).until(() -> {
                follower.catchUp();
                return follower.isSettled();
            });
            int pieces = follower.index()
                    .read((searcher, facets) ->
                            searcher.getIndexReader().leaves().size());
            assertThat(pieces).isEqualTo(1);
            assertThat(total(follower)).isEqualTo(2_200);
        }
        try (var follower = caughtUp()) {
            assertThat(total(follower)).isEqualTo(2_200);
            assertThat(follower.isSettled()).isTrue();
        }
    }

    @Test
    void it_goes_on_where_it_was() {
        put("PUMP_CLEANING");
        try (var follower = caughtUp()) {
            assertThat(total(follower)).isEqualTo(1);
            follower.note(follower.index(), "learned", "from one");
        }
        put("PUMP_SCORING");
        try (var follower = caughtUp()) {
            assertThat(follower.index().note("learned")).isEqualTo("from one");
            assertThat(total(follower)).isEqualTo(2);
            assertThat(follower.index().sequence()).isEqualTo(2);
        }
    }

    @Test
    void a_deleted_index_is_built_again_while_running_and_after() throws IOException {
        put("PUMP_CLEANING");
        try (var follower = caughtUp()) {
            deleteTree(home);
            follower.catchUp();
            assertThat(total(follower)).isEqualTo(1);
            assertThat(home.resolve(IndexFormat.of("").folderName())).isNotEmptyDirectory();
        }
        deleteTree(home);
        try (var follower = caughtUp()) {
            assertThat(follower.index().note("learned")).isEmpty();
            assertThat(total(follower)).isEqualTo(1);
        }
    }

    @Test
    void a_damaged_index_is_built_again() throws IOException {
        for (int i = 0; i < 20; i++) {
            put("PUMP_" + i);
        }
        for (var kind : new String[] {"segments_", ".cfs", ".si"}) {
            try (var follower = caughtUp()) {
                assertThat(total(follower)).isEqualTo(20);
            }
            damage(kind);
            try (var follower = caughtUp()) {
                assertThat(total(follower)).as("after damaging %s", kind).isEqualTo(20);
            }
        }
    }

    @Test
    void an_index_that_another_holds_is_a_sentence_until_it_is_free() {
        put("PUMP_CLEANING");
        var first = caughtUp();
        try (var second = new IndexFollower(feed, home, null, SOON, SOON)) {
            second.start();
            assertThatThrownBy(() -> total(second)).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.kind()).isEqualTo(ProblemException.Kind.SETTINGS);
                assertThat(e.problems().getFirst().message()).contains("in use by another Blockyard process");
            });
            first.close();
            await(second, 1);
        }
    }

    @Test
    void a_closed_index_says_so() {
        var follower = caughtUp();
        follower.close();
        assertThatThrownBy(() -> total(follower)).hasMessageContaining("closed");
    }

    @Test
    void a_catalog_restored_from_an_older_backup_replaces_the_index() {
        put("PUMP_CLEANING");
        put("PUMP_SCORING");
        caughtUp().close();
        var older = new ListFeed();
        older.put(Blocks.block("PUMP_CLEANING", "Pump", "d", "d", "l"), "");
        try (var follower = new IndexFollower(older, home, null)) {
            follower.catchUp();
            assertThat(total(follower)).isEqualTo(1);
        }
    }

    @Test
    void an_index_of_another_schema_is_replaced_by_one_beside_it() throws IOException {
        put("PUMP_CLEANING");
        var old = Files.createDirectories(home.resolve("blocks-0"));
        Files.writeString(old.resolve("segments_1"), "from long ago");
        try (var follower = caughtUp()) {
            assertThat(total(follower)).isEqualTo(1);
            assertThat(old).doesNotExist();
        }
    }

    private long put(String id) {
        return feed.put(Blocks.block(id, id, "Something about pumps.", "equipment", "site"), "");
    }

    private IndexFollower caughtUp() {
        var follower = new IndexFollower(feed, home, null);
        follower.catchUp();
        return follower;
    }

    private static long total(IndexFollower follower) {
        return new BlockSearch(follower)
                .search(Actor.system(), new SearchRequest("", Map.of(), SearchRequest.Sort.NAME, 0, 10))
                .total();
    }

    private static void await(IndexFollower follower, long total) {
        Awaitility.await()
                .ignoreExceptionsInstanceOf(ProblemException.class)
                .untilAsserted(() -> assertThat(total(follower)).isEqualTo(total));
    }

    private void damage(String kind) throws IOException {
        try (var files = Files.list(home.resolve(IndexFormat.of("").folderName()))) {
            var file = files.filter(f -> f.getFileName().toString().contains(kind))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            var bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 0x55;
            Files.write(file, bytes);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }
}
