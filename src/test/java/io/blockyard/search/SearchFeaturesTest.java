package io.blockyard.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.block.BlockId;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.SearchResult.FacetValue;
import io.blockyard.search.Suggestion.Kind;
import io.blockyard.search.index.IndexFollower;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What helps to find: corrections, questions for columns, cursors, former searches, relatives; in both languages. */
class SearchFeaturesTest {

    private static final Actor VERA = new Actor("vera", Set.of(Role.VIEWER), "test");
    private static final Actor PAUL = new Actor("paul", Set.of(Role.VIEWER), "test");
    private static final Actor NEWCOMER = new Actor("noor", Set.of(Role.VIEWER), "test");
    private static final Actor NOBODY = new Actor("nobody", Set.of(), "test");
    /** Blocks are published one second apart, from the start of 1970. */
    private static final Clock DAYS_LATER =
            Clock.fixed(Instant.EPOCH.plus(Duration.ofDays(1)).plusSeconds(5), ZoneOffset.UTC);

    private static final ListFeed FEED = new ListFeed();
    private static final IndexFollower FOLLOWER = new IndexFollower(FEED, null, null);
    private static final BlockSearch SEARCH = new BlockSearch(FOLLOWER, DAYS_LATER);
    private static final PastSearches PAST = new PastSearches(TestDatabase.fresh(), Clock.systemUTC());
    private static final SearchSuggestions SUGGESTIONS = new SearchSuggestions(FOLLOWER, PAST);
    private static final BlockRelatives RELATIVES = new BlockRelatives(FOLLOWER);

    @BeforeAll
    static void fill() {
        FEED.put(
                Blocks.block(
                        "PUMP_SIGNALS",
                        "Pump signals cleaned",
                        "Cleans the signals of centrifugal pumps.",
                        "equipment",
                        "asset",
                        List.of("pump", "cleaning"),
                        List.of(Blocks.port("RAW_SIGNALS", "pump_id", "ts", "pressure_bar")),
                        List.of(Blocks.port("CLEAN_SIGNALS", "pump_id", "timestamp", "pressure_bar", "flow_m3h"))),
                "");
        FEED.put(
                Blocks.block(
                        "PUMP_CAVITATION",
                        "Pump cavitation",
                        "Finds cavitation of centrifugal pumps from cleaned signals.",
                        "equipment",
                        "asset",
                        List.of("pump", "cavitation"),
                        List.of(Blocks.port("SIGNALS", "pump_id", "timestamp", "pressure_bar")),
                        List.of(Blocks.port("CAVITATION_EVENTS", "pump_id", "timestamp", "confidence"))),
                "");
        FEED.put(
                Blocks.block(
                        "PREVISION_MENSUELLE",
                        "Pr\u00e9visions mensuelles des ventes",
                        "Pr\u00e9voit les ventes mensuelles de l\u2019enseigne \u00e0 partir des journaux de caisse.",
                        "retail",
                        "process",
                        List.of("pr\u00e9vision"),
                        List.of(Blocks.port("TICKETS", "store_id", "amount")),
                        List.of(Blocks.port("PREVISIONS", "store_id", "month", "forecast"))),
                "");
        FEED.ask(new BlockId("STORE_RANKING"), "which shops sell best", "quels magasins vendent le mieux");
        FEED.put(Blocks.block("STORE_RANKING", "Store ranking", "Orders the stores.", "retail", "process"), "");
        FOLLOWER.catchUp();
    }

    @Test
    void the_number_beside_a_suggestion_is_what_its_query_finds() {
        var feed = new ListFeed();
        for (var tag : List.of("pump", "pump-station", "valve")) {
            feed.put(
                    Blocks.block(
                            "WITH_" + tag.toUpperCase(Locale.ROOT).replace('-', '_'),
                            "With " + tag,
                            "",
                            "retail",
                            "site",
                            List.of(tag),
                            List.of(),
                            List.of(Blocks.port("OUT", tag.replace('-', '_') + "_id", "pump_identity"))),
                    "");
        }
        try (var follower = new IndexFollower(feed, null, null)) {
            follower.catchUp();
            var search = new BlockSearch(follower);
            var suggestions = new SearchSuggestions(follower, PAST);
            for (var typed : List.of("pu", "tag:pu", "column:pump_id", "valve domain:re", "output:pump")) {
                assertThat(suggestions.suggest(NEWCOMER, typed, 20))
                        .filteredOn(each -> each.kind() != Kind.BLOCK)
                        .isNotEmpty()
                        .allSatisfy(each -> assertThat(each.blocks())
                                .as(each.query())
                                .isEqualTo(search.search(
                                                NEWCOMER,
                                                new SearchRequest(each.query(), Map.of(), Sort.RELEVANCE, 0, 1))
                                        .total()));
            }
            assertThat(suggestions.suggest(NEWCOMER, "tag:pump", 20))
                    .extracting(Suggestion::query, Suggestion::blocks)
                    .contains(org.assertj.core.api.Assertions.tuple("tag:pump", 2L));
        }
    }

    @AfterAll
    static void close() {
        FOLLOWER.close();
    }

    @Test
    void french_words_are_found_with_other_endings_without_accents_and_behind_an_article() {
        for (var text : List.of(
                "pr\u00e9vision mensuel ",
                "previsions mensuels ",
                "l\u2019enseigne ",
                "d'enseignes ",
                "journal de caisse ")) {
            assertThat(ids(text)).as(text).startsWith("PREVISION_MENSUELLE");
        }
    }

    @Test
    void an_ask_finds_its_block_in_either_language() {
        assertThat(ids("magasins vendent ")).startsWith("STORE_RANKING");
        assertThat(search("shops sell ").hits().getFirst().matchedIn()).contains("asks");
    }

    @Test
    void blocks_are_found_by_who_looks_after_them_whoever_was_set_last() {
        FEED.owned(new BlockId("STORE_RANKING"), "carla", "ines.moreau");
        FOLLOWER.catchUp();
        assertThat(ids("owner:ines.moreau ")).containsExactly("STORE_RANKING");

        FEED.owned(new BlockId("STORE_RANKING"), "carla");
        FOLLOWER.catchUp();
        assertThat(ids("owner:ines.moreau ")).isEmpty();
        assertThat(ids("owner:carla ")).containsExactly("STORE_RANKING");
    }

    @Test
    void a_misspelled_word_is_corrected_and_a_known_one_or_an_unfinished_one_is_not() {
        assertThat(search("centrifugel pumps ").hints().corrected()).isEqualTo("centrifugal pumps ");
        assertThat(search("find cavittation ").hints().corrected()).isEqualTo("find cavitation ");
        assertThat(search("centrifugal pump ").hints().corrected()).isNull();
        assertThat(search("centri").hints().corrected()).isNull();
        assertThat(search("zzzzzzzzzz ").hints().corrected()).isNull();
    }

    @Test
    void a_mistyped_id_leads_to_the_block() {
        assertThat(search("PUMP_CAVITATOIN").hints().ids()).containsExactly(new BlockId("PUMP_CAVITATION"));
        assertThat(search("pump_cavtation").hints().ids()).containsExactly(new BlockId("PUMP_CAVITATION"));
        assertThat(search("PUMP_CAVITATION").hints().ids()).isEmpty();
        assertThat(search("COMPLETELY_OTHER").hints().ids()).isEmpty();
    }

    @Test
    void a_question_for_columns_is_read_as_one() {
        var gives = search("which blocks give me pump_id and timestamp");
        assertThat(gives.hints().readAs()).isEqualTo("output:pump_id output:timestamp");
        assertThat(gives.hits()).extracting(h -> h.id().value()).containsExactly("PUMP_CAVITATION", "PUMP_SIGNALS");
        var takes = search("Quels blocs prennent pump_id, timestamp ?");
        assertThat(takes.hints().readAs()).isEqualTo("input:pump_id input:timestamp");
        assertThat(takes.hits()).extracting(h -> h.id().value()).containsExactly("PUMP_CAVITATION");
        assertThat(ids("blocks with flow_m3h")).containsExactly("PUMP_SIGNALS");
        assertThat(search("give me a forecast of cavitation").hints().readAs()).isNull();
        assertThat(search("which blocks give unknown_column").hints().readAs()).isNull();
    }

    @Test
    void a_column_may_be_spelled_otherwise() {
        assertThat(ids("output:PumpId")).containsExactlyInAnyOrder("PUMP_CAVITATION", "PUMP_SIGNALS");
        assertThat(ids("input:pump-id output:confidence")).containsExactly("PUMP_CAVITATION");
        assertThat(ids("columns:flow")).containsExactly("PUMP_SIGNALS");
        assertThat(ids("-column:pump_id pump ")).isEmpty();
    }

    @Test
    void freshness_counts_nested_spans_and_narrows() {
        // the four blocks are from 1 to 4 seconds old on the first day, and it is the next day, 5 s past midnight
        var all = search("");
        assertThat(all.facets().get("freshness")).containsExactly(new FacetValue("week", 4));
        var clock = Clock.fixed(Instant.EPOCH.plus(Duration.ofDays(1)).plusMillis(2_500), ZoneOffset.UTC);
        var newer = new BlockSearch(FOLLOWER, clock)
                .search(VERA, new SearchRequest("", Map.of("freshness", List.of("day")), Sort.NAME, 0, 10));
        assertThat(newer.total()).isEqualTo(2);
        assertThat(newer.facets().get("freshness"))
                .containsExactly(new FacetValue("day", 2), new FacetValue("week", 4));
    }

    @Test
    void every_hit_comes_once_on_the_way_along_the_cursors() {
        var feed = new ListFeed();
        Blocks.generated(157, 3).forEach(block -> feed.put(block, ""));
        try (var follower = new IndexFollower(feed, null, null)) {
            follower.catchUp();
            var search = new BlockSearch(follower);
            for (var sort : Sort.values()) {
                for (var text : List.of("", "records ", "domain:retail")) {
                    var whole = search.search(VERA, new SearchRequest(text, Map.of(), sort, 0, 1_000));
                    assertThat(walk(search, text, sort))
                            .as("%s by %s", text, sort)
                            .containsExactlyElementsOf(whole.hits().stream()
                                    .map(h -> h.id().value())
                                    .toList());
                }
            }
        }
    }

    @Test
    void a_cursor_of_another_search_or_of_nobody_is_a_sentence() {
        var next = SEARCH.search(VERA, new SearchRequest("", Map.of(), Sort.NAME, 0, 2))
                .next();
        assertThat(next).isNotNull();
        for (var wrong : List.of("", "x", "!!", "AAAA", next + "AA", next.substring(4))) {
            assertThatThrownBy(() -> SEARCH.search(VERA, new SearchRequest("", Map.of(), Sort.NAME, 0, 2, wrong)))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.INVALID));
        }
        assertThatThrownBy(() -> SEARCH.search(VERA, new SearchRequest("pump", Map.of(), Sort.NAME, 0, 2, next)))
                .hasMessageContaining("does not belong to this search");
    }

    @Test
    void one_sees_ones_own_searches_and_of_others_only_what_several_searched_for() {
        PAST.remember(VERA, "Cavitation of  pumps");
        PAST.remember(VERA, "cavitation of pumps");
        PAST.remember(PAUL, "salary of the chief");
        PAST.remember(PAUL, "cavity walls");
        PAST.remember(VERA, "cavity walls");

        assertThat(SUGGESTIONS.suggest(VERA, "cav", 8))
                .extracting(Suggestion::kind, Suggestion::text)
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple(Kind.RECENT, "cavity walls"),
                        org.assertj.core.groups.Tuple.tuple(Kind.RECENT, "cavitation of pumps"));
        var other = new Actor("olga", Set.of(Role.VIEWER), "test");
        assertThat(SUGGESTIONS.suggest(other, "", 8)).containsExactly(Suggestion.past(Kind.POPULAR, "cavity walls"));
        assertThat(SUGGESTIONS.suggest(other, "sal", 8)).isEmpty();
        assertThat(SUGGESTIONS.suggest(VERA, "%", 8)).isEmpty();

        SUGGESTIONS.forget(VERA);
        assertThat(PAST.recent(VERA, "", 8)).isEmpty();
        assertThat(PAST.recent(PAUL, "", 8)).hasSize(2);
    }

    @Test
    void of_each_person_the_newest_searches_are_kept() {
        var busy = new Actor("busy", Set.of(Role.VIEWER), "test");
        for (int i = 0; i < 510; i++) {
            PAST.remember(busy, "busy search " + i);
        }
        assertThat(PAST.recent(busy, "busy", 1_000))
                .hasSizeLessThanOrEqualTo(500)
                .startsWith("busy search 509")
                .doesNotContain("busy search 0");
        PAST.forget(busy);
    }

    @Test
    void who_may_not_read_gets_no_hit_no_count_no_suggestion_and_no_relative() {
        assertThatThrownBy(() -> SEARCH.search(NOBODY, request("pump", null))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> SUGGESTIONS.suggest(NOBODY, "pump", 3)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> SUGGESTIONS.suggest(NOBODY, "", 3)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> SUGGESTIONS.columns(NOBODY, "", 3)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> RELATIVES.similar(NOBODY, new BlockId("PUMP_SIGNALS"), 3))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> RELATIVES.neighbours(NOBODY, new BlockId("PUMP_SIGNALS"), 3))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> SEARCH.progress(NOBODY)).isInstanceOf(ProblemException.class);
    }

    @Test
    void columns_and_values_of_a_field_are_completed() {
        assertThat(SUGGESTIONS.columns(VERA, "p", 8)).containsExactly("pressure_bar", "pump_id");
        assertThat(SUGGESTIONS.suggest(VERA, "flow", 8))
                .containsExactly(new Suggestion(Kind.COLUMN, "flow_m3h", "column:flow_m3h", null, 1));
        assertThat(SUGGESTIONS.suggest(VERA, "pump domain:eq", 8))
                .containsExactly(new Suggestion(Kind.VALUE, "pump domain:equipment", "pump domain:equipment", null, 2));
    }

    @Test
    void what_can_feed_a_block_and_what_it_can_feed_is_known_by_contract() {
        var cleaned = RELATIVES.neighbours(VERA, new BlockId("PUMP_SIGNALS"), 5);
        assertThat(cleaned.canFeed()).singleElement().satisfies(neighbour -> {
            assertThat(neighbour.id().value()).isEqualTo("PUMP_CAVITATION");
            assertThat(neighbour.fromPort()).isEqualTo("CLEAN_SIGNALS");
            assertThat(neighbour.toPort()).isEqualTo("SIGNALS");
            assertThat(neighbour.complete()).isTrue();
            assertThat(neighbour.fitting()).isEqualTo(3);
        });
        assertThat(RELATIVES.neighbours(VERA, new BlockId("PUMP_CAVITATION"), 5).canBeFedBy())
                .extracting(n -> n.id().value())
                .containsExactly("PUMP_SIGNALS");
        assertThat(RELATIVES.neighbours(VERA, new BlockId("NOT_THERE"), 5).canFeed())
                .isEmpty();
    }

    @Test
    void similar_blocks_share_words_and_never_are_the_block_itself() {
        assertThat(RELATIVES.similar(VERA, new BlockId("PUMP_SIGNALS"), 5))
                .first()
                .satisfies(similar -> {
                    assertThat(similar.id().value()).isEqualTo("PUMP_CAVITATION");
                    assertThat(similar.sharedColumns()).containsExactly("pump_id", "timestamp");
                });
        assertThat(RELATIVES.similar(VERA, new BlockId("NOT_THERE"), 5)).isEmpty();
    }

    @Test
    void ids_with_a_few_wrong_letters_are_found_among_many() {
        var feed = new ListFeed();
        var blocks = Blocks.generated(2_000, 11);
        blocks.forEach(block -> feed.put(block, ""));
        var random = new SplittableRandom(5);
        try (var follower = new IndexFollower(feed, null, null)) {
            follower.catchUp();
            var search = new BlockSearch(follower);
            var missed = IntStream.range(0, 60)
                    .mapToObj(
                            i -> blocks.get(random.nextInt(blocks.size())).id().value())
                    .filter(id -> {
                        var wrong = new StringBuilder(id);
                        // not in the number at its end, which would be another block's id
                        int at = random.nextInt(1, id.length() - 6);
                        wrong.setCharAt(at, 'X');
                        wrong.deleteCharAt(random.nextInt(1, id.length() - 6));
                        var found = search.search(VERA, request(wrong.toString(), null))
                                .hints()
                                .ids();
                        return !found.contains(new BlockId(id));
                    })
                    .toList();
            assertThat(missed).isEmpty();
        }
    }

    private static List<String> walk(BlockSearch search, String text, Sort sort) {
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = search.search(VERA, new SearchRequest(text, Map.of(), sort, 0, 20, cursor));
            page.hits().forEach(hit -> seen.add(hit.id().value()));
            cursor = page.next();
        } while (cursor != null);
        return seen;
    }

    private static List<String> ids(String text) {
        return search(text).hits().stream().map(hit -> hit.id().value()).toList();
    }

    private static SearchResult search(String text) {
        return SEARCH.search(VERA, request(text, null));
    }

    private static SearchRequest request(String text, @Nullable String cursor) {
        return new SearchRequest(text, Map.of(), Sort.RELEVANCE, 0, 20, cursor);
    }
}
