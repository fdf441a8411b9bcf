package io.blockyard.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.SearchResult.FacetValue;
import io.blockyard.search.index.BlockFeed;
import io.blockyard.search.index.IndexFollower;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is rarely typed means what it says, and costs no more than what often is. */
class OddInputTest {

    private static final Actor VIEWER = new Actor("vera", Set.of(Role.VIEWER), "test");

    private final ListFeed feed = new ListFeed();
    private final IndexFollower follower = new IndexFollower(feed, null, null);
    private final BlockSearch search = new BlockSearch(follower);

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void a_minus_excludes_values_and_phrases_that_begin_with_a_digit() {
        put("PUMP_OLD", "Pump trend of a 3 phase motor", "2024");
        put("PUMP_NEW", "Pump trend", "2025");
        follower.catchUp();

        assertThat(ids("pump -tag:2024 ")).containsExactly("PUMP_NEW");
        assertThat(ids("pump -\"3 phase\" ")).containsExactly("PUMP_NEW");
        assertThat(ids("tag:2024 ")).containsExactly("PUMP_OLD");
    }

    @Test
    void a_filter_without_a_value_narrows_nothing_and_one_of_thousands_to_any_of_them() {
        put("PUMP_OLD", "Pump trend", "2024");
        put("PUMP_NEW", "Pump trend", "2025");
        follower.catchUp();
        var thousands = Stream.concat(
                        Stream.of("2025"), IntStream.range(0, 3_000).mapToObj(i -> "tag-" + i))
                .toList();

        assertThat(filtered(List.of("")).total()).isEqualTo(2);
        assertThat(filtered(List.of("2024", "")).total()).isEqualTo(1);
        assertThat(filtered(List.of("2024", "")).facets().get("tag"))
                .containsExactly(new FacetValue("2024", 1), new FacetValue("2025", 1));
        assertThat(filtered(thousands).total()).isEqualTo(1);
    }

    @Test
    void a_cursor_that_somebody_changed_leads_behind_the_last_hit() {
        Blocks.generated(50, 3).forEach(block -> feed.put(block, ""));
        follower.catchUp();
        var next = search.search(VIEWER, new SearchRequest("records ", Map.of(), Sort.RELEVANCE, 0, 10))
                .next();
        var bytes = Base64.getUrlDecoder().decode(Objects.requireNonNull(next));
        ByteBuffer.wrap(bytes).putInt(Integer.BYTES, Integer.MAX_VALUE);
        var far = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        var page = search.search(VIEWER, new SearchRequest("records ", Map.of(), Sort.RELEVANCE, 5, 10, far));

        assertThat(page.hits()).isEmpty();
        assertThat(page.next()).isNull();
        assertThat(page.total()).isEqualTo(50);
    }

    @Test
    void a_word_that_nobody_mistypes_is_not_looked_up() {
        var word = "abcdefghij".repeat(3);
        var endless = "klmnopqrst".repeat(5);
        put("PUMP_OLD", "Pump " + word + " " + endless, "2024");
        follower.catchUp();

        assertThat(corrected(word.replaceFirst("j", "y") + " ")).isEqualTo(word + " ");
        assertThat(corrected(endless.replaceFirst("t", "y") + " ")).isNull();
    }

    @Test
    void how_far_the_index_is_costs_nothing_once_it_is_whole() {
        put("PUMP_OLD", "Pump trend", "2024");
        var counted = new Counted(feed);
        try (var other = new IndexFollower(counted, null, null)) {
            var whole = new BlockSearch(other);
            other.catchUp();

            assertThat(whole.building(VIEWER)).isEmpty();
            assertThat(counted.asked).hasValue(0);
            assertThat(whole.progress(VIEWER)).isPresent();
            assertThat(counted.asked).hasValue(1);
        }
    }

    private void put(String id, String name, String tag) {
        feed.put(Blocks.block(id, name, "Something.", "equipment", "site", tag), "");
    }

    private SearchResult filtered(List<String> tags) {
        return search.search(VIEWER, new SearchRequest("", Map.of("tag", tags), Sort.NAME, 0, 10));
    }

    private SearchResult search(String text) {
        return search.search(VIEWER, new SearchRequest(text, Map.of(), Sort.RELEVANCE, 0, 10));
    }

    private List<String> ids(String text) {
        return search(text).hits().stream().map(hit -> hit.id().value()).toList();
    }

    private @org.jspecify.annotations.Nullable String corrected(String text) {
        return search(text).hints().corrected();
    }

    /** Counts how often somebody asks how many blocks there are. */
    private static final class Counted extends ForwardingFeed {

        private final AtomicInteger asked = new AtomicInteger();

        Counted(BlockFeed feed) {
            super(feed);
        }

        @Override
        public long size() {
            asked.incrementAndGet();
            return super.size();
        }
    }
}
