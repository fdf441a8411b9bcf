package io.blockyard.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.catalog.Lifecycle;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.SearchResult.FacetValue;
import io.blockyard.search.index.IndexFollower;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Counts beside facets against counting by hand, for few blocks and for many, and while blocks come and go. */
class FacetCountsTest {

    private static final int MOST_VALUES = 40;
    private static final Map<String, Function<BlockManifest, List<String>>> FACETS = Map.of(
            "domain", block -> List.of(block.domain()),
            "level", block -> List.of(block.level()),
            "tag", BlockManifest::tags);

    /** So few blocks have it that it is not among the values that are listed. */
    private static final String RARE = "zz-rare";

    private final ListFeed feed = new ListFeed();
    private final Map<BlockId, BlockManifest> blocks = new LinkedHashMap<>();

    @Test
    void each_facet_is_counted_without_its_own_filter_whatever_was_asked() {
        try (var follower = new IndexFollower(feed, null, null)) {
            Blocks.generated(260, 11).forEach(this::put);
            tagged(blocks.values().iterator().next(), RARE);
            for (int number = 0; number < 2 * MOST_VALUES; number++) {
                int tag = number % MOST_VALUES;
                tagged(List.copyOf(blocks.values()).get(100 + number), "a-tag-" + tag);
            }
            follower.catchUp();
            compare(follower);

            List.copyOf(blocks.values()).stream().limit(60).forEach(this::moved);
            List.copyOf(blocks.values()).stream().skip(180).limit(40).forEach(this::withdrawn);
            follower.catchUp();
            compare(follower);
        }
    }

    @Test
    void blocks_of_one_piece_of_the_index_are_counted_by_their_own_values() {
        try (var follower = new IndexFollower(feed, null, null)) {
            for (int number = 0; number < 20; number++) {
                put(Blocks.block("EARLY_" + number, "Early", "", "retail", "site", "early-" + number));
            }
            follower.catchUp();
            put(Blocks.block("LONELY", "Lonely", "", "health", "site", "zz-late"));
            follower.catchUp();

            var found = new BlockSearch(follower)
                    .search(Actor.system(), new SearchRequest("lonely ", Map.of(), Sort.RELEVANCE, 0, 10));

            assertThat(found.facets().get("tag")).containsExactly(new FacetValue("zz-late", 1));
            assertThat(found.facets().get("domain")).containsExactly(new FacetValue("health", 1));
        }
    }

    private void compare(IndexFollower follower) {
        var search = new BlockSearch(follower);
        for (var text : List.of("", "pump ", "pump records furnace ", "\"anomaly detection\"", "forecast -invoice ")) {
            var unfiltered = search.search(Actor.system(), new SearchRequest(text, Map.of(), Sort.NAME, 0, 1_000));
            var found =
                    unfiltered.hits().stream().map(hit -> blocks.get(hit.id())).toList();
            assertThat(unfiltered.total()).isEqualTo(found.size());
            for (var filters : List.<Map<String, List<String>>>of(
                    Map.of(),
                    Map.of("domain", List.of("retail")),
                    Map.of("domain", List.of("retail", "health"), "tag", List.of("pump", "anomaly-detection")),
                    Map.of("level", List.of("site"), "domain", List.of("none of them")),
                    Map.of("tag", List.of(RARE, "pump")))) {
                compare(search, text, filters, found);
            }
        }
    }

    private void compare(
            BlockSearch search, String text, Map<String, List<String>> filters, List<BlockManifest> found) {
        var result = search.search(Actor.system(), new SearchRequest(text, filters, Sort.RELEVANCE, 0, 0));
        assertThat(result.total())
                .isEqualTo(found.stream().filter(fits(filters, "")).count());
        compareFound(search, text, filters, found);
        FACETS.forEach((facet, values) -> assertThat(result.facets().get(facet))
                .as("%s of '%s' with %s", facet, text, filters)
                .containsExactlyElementsOf(
                        counted(found.stream().filter(fits(filters, facet)), values, filters.get(facet))));
    }

    /** A value is found by letters of its name, however rare it is. */
    private static void compareFound(
            BlockSearch search, String text, Map<String, List<String>> filters, List<BlockManifest> found) {
        var request = new SearchRequest(text, filters, Sort.RELEVANCE, 0, 0);
        var counts = found.stream()
                .filter(fits(filters, "tag"))
                .flatMap(block -> block.tags().stream())
                .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
        for (var letters : List.of("", "A TAG-1", "detec", "zz", "none of them")) {
            var folded = letters.toLowerCase(Locale.ROOT).replace(' ', '-');
            var expected = counts.entrySet().stream()
                    .filter(count -> count.getKey().contains(folded))
                    .map(count -> new FacetValue(count.getKey(), count.getValue()))
                    .sorted(Comparator.comparing(
                                    (FacetValue value) -> !value.value().startsWith(folded))
                            .thenComparing(
                                    Comparator.comparingLong(FacetValue::count).reversed())
                            .thenComparing(FacetValue::value))
                    .toList();
            assertThat(search.values(Actor.system(), request, "tag", letters, 200))
                    .as("'%s' of '%s' with %s", letters, text, filters)
                    .containsExactlyElementsOf(expected);
            assertThat(search.values(Actor.system(), request, "tag", letters, 3))
                    .containsExactlyElementsOf(expected.subList(0, Math.min(3, expected.size())));
        }
    }

    private static Predicate<BlockManifest> fits(Map<String, List<String>> filters, String but) {
        return block -> filters.entrySet().stream()
                .filter(filter -> !filter.getKey().equals(but))
                .allMatch(filter ->
                        FACETS.get(filter.getKey()).apply(block).stream().anyMatch(filter.getValue()::contains));
    }

    private static List<FacetValue> counted(
            Stream<BlockManifest> blocks, Function<BlockManifest, List<String>> values, @Nullable List<String> chosen) {
        var order = Comparator.comparingLong(FacetValue::count).reversed().thenComparing(FacetValue::value);
        var counts = blocks.flatMap(block -> values.apply(block).stream())
                .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
        var listed = counts.entrySet().stream()
                .map(count -> new FacetValue(count.getKey(), count.getValue()))
                .sorted(order)
                .limit(MOST_VALUES)
                .collect(Collectors.toCollection(ArrayList::new));
        if (chosen != null) {
            chosen.stream()
                    .filter(value -> listed.stream().noneMatch(v -> v.value().equals(value)))
                    .forEach(value -> listed.add(new FacetValue(value, counts.getOrDefault(value, 0L))));
        }
        listed.sort(order);
        return listed;
    }

    private void put(BlockManifest block) {
        blocks.put(block.id(), block);
        feed.put(block, "");
    }

    /** To another domain, with a tag that few have. */
    private void moved(BlockManifest block) {
        changed(block, "health", "moved-" + blocks.size() % 7 + block.name().length());
    }

    private void tagged(BlockManifest block, String tag) {
        changed(block, block.domain(), tag);
    }

    private void changed(BlockManifest block, String domain, String tag) {
        var tags = new ArrayList<>(block.tags());
        tags.add(tag);
        put(Blocks.block(
                block.id().value(),
                block.name(),
                block.description(),
                domain,
                block.level(),
                tags,
                block.inputs(),
                block.outputs()));
    }

    private void withdrawn(BlockManifest block) {
        blocks.remove(block.id());
        feed.put(block, "", Lifecycle.YANKED);
    }
}
