package io.blockyard.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.catalog.Lifecycle;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.index.IndexFollower;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockSearchTest {

    private static final Actor VIEWER = new Actor("vera", Set.of(Role.VIEWER), "test");

    private static final PastSearches PAST = new PastSearches(TestDatabase.fresh(), Clock.systemUTC());

    private final ListFeed feed = new ListFeed();
    private final IndexFollower follower = new IndexFollower(feed, null, null);
    private final BlockSearch search = new BlockSearch(follower);
    private final SearchSuggestions suggestions = new SearchSuggestions(follower, PAST);

    @BeforeEach
    void fill() {
        feed.put(
                Blocks.block(
                        "VIBRATION_FEATURES",
                        "Vibration features",
                        "Turns raw accelerometer bursts of a compressor into features. Smoothing comes first.",
                        "rotating_equipment",
                        "equipment",
                        List.of("vibration", "compressor", "feature-engineering"),
                        List.of(Blocks.port("RAW_VIBRATION", "asset_id", "timestamp", "acceleration_g")),
                        List.of(Blocks.port("ENGINEERED_FEATURES", "asset_id", "rms_g", "kurtosis"))),
                "Bursts are windowed with a Hann window. <script>alert(1)</script> is only text here.");
        feed.put(
                Blocks.block(
                        "ANOMALY_DETECTION",
                        "Anomaly detection",
                        "Scores features of rotating machines and flags what is unusual.",
                        "rotating_equipment",
                        "equipment",
                        List.of("anomaly", "compressor"),
                        List.of(Blocks.port("ENGINEERED_FEATURES", "asset_id", "rms_g", "kurtosis")),
                        List.of(Blocks.port("ANOMALIES", "asset_id", "score", "severity"))),
                "Works well after the vibration features block.");
        feed.put(
                Blocks.block(
                        "DEMAND_FORECAST",
                        "Demand forecast",
                        "Forecasts the demand of each store & article for six weeks.",
                        "retail",
                        "process",
                        "forecast",
                        "Caf\u00e9"),
                "");
        feed.put(
                Blocks.block(
                        "PAYMENT_FEATURES",
                        "PaymentFeatures",
                        "Velocity counts of cards.",
                        "payments",
                        "process",
                        "fraud"),
                "");
        follower.catchUp();
    }

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void the_block_that_is_about_it_comes_first_and_the_one_that_mentions_it_after() {
        assertThat(ids("vibration")).containsExactly("VIBRATION_FEATURES", "ANOMALY_DETECTION");
    }

    @Test
    void words_are_found_however_they_are_written() {
        assertThat(ids("VIBRATIONS")).startsWith("VIBRATION_FEATURES");
        assertThat(ids("vibration_features")).startsWith("VIBRATION_FEATURES");
        assertThat(ids("VibrationFeatures")).startsWith("VIBRATION_FEATURES");
        assertThat(ids("payment features")).startsWith("PAYMENT_FEATURES");
        assertThat(ids("cafe")).containsExactly("DEMAND_FORECAST");
        assertThat(ids("forecasting")).containsExactly("DEMAND_FORECAST");
    }

    @Test
    void the_last_word_may_be_unfinished_until_a_space_follows() {
        assertThat(ids("accel")).containsExactly("VIBRATION_FEATURES");
        assertThat(ids("demand fore")).containsExactly("DEMAND_FORECAST");
        assertThat(ids("accel ")).isEmpty();
    }

    @Test
    void an_id_in_full_beats_everything_else() {
        assertThat(ids("ANOMALY_DETECTION vibration features compressor")).startsWith("ANOMALY_DETECTION");
    }

    @Test
    void a_phrase_must_stand_together_and_a_minus_excludes() {
        assertThat(ids("\"vibration features\"")).containsExactlyInAnyOrder("VIBRATION_FEATURES", "ANOMALY_DETECTION");
        assertThat(ids("\"features vibration\"")).isEmpty();
        assertThat(ids("compressor -anomaly")).containsExactly("VIBRATION_FEATURES");
        assertThat(ids("-compressor")).containsExactlyInAnyOrder("DEMAND_FORECAST", "PAYMENT_FEATURES");
    }

    @Test
    void a_field_can_be_named() {
        assertThat(ids("column:kurtosis")).containsExactlyInAnyOrder("VIBRATION_FEATURES", "ANOMALY_DETECTION");
        assertThat(ids("output:engineered_features")).containsExactly("VIBRATION_FEATURES");
        assertThat(ids("input:engineered_features")).containsExactly("ANOMALY_DETECTION");
        assertThat(ids("domain:retail")).containsExactly("DEMAND_FORECAST");
        assertThat(ids("tag:\"feature engineering\"")).containsExactly("VIBRATION_FEATURES");
        assertThat(ids("id:PAYMENT_FEATURES")).containsExactly("PAYMENT_FEATURES");
        assertThat(ids("nofield:demand")).containsExactly("DEMAND_FORECAST");
    }

    @Test
    void empty_text_finds_everything_in_the_order_of_names() {
        assertThat(ids(""))
                .containsExactly("ANOMALY_DETECTION", "DEMAND_FORECAST", "PAYMENT_FEATURES", "VIBRATION_FEATURES");
        assertThat(ids("   ")).hasSize(4);
    }

    @Test
    void text_without_a_word_finds_nothing() {
        assertThat(ids("!!! ???")).isEmpty();
    }

    @Test
    void each_facet_is_counted_without_its_own_filter() {
        var result = search.search(VIEWER, request("", Map.of("domain", List.of("retail"))));
        assertThat(result.total()).isEqualTo(1);
        assertThat(result.facets().get("domain"))
                .containsExactly(
                        new SearchResult.FacetValue("rotating_equipment", 2),
                        new SearchResult.FacetValue("payments", 1),
                        new SearchResult.FacetValue("retail", 1));
        assertThat(result.facets().get("level")).containsExactly(new SearchResult.FacetValue("process", 1));
        assertThat(result.facets().get("type")).containsExactly(new SearchResult.FacetValue("zone", 1));
    }

    @Test
    void values_of_one_facet_widen_and_two_facets_narrow() {
        var both = Map.of("domain", List.of("retail", "payments"), "tag", List.of("fraud"));
        assertThat(search.search(VIEWER, request("", both)).hits())
                .extracting(hit -> hit.id().value())
                .containsExactly("PAYMENT_FEATURES");
    }

    @Test
    void a_chosen_value_that_nothing_has_stays_visible_with_zero() {
        var result = search.search(VIEWER, request("vibration", Map.of("domain", List.of("retail"))));
        assertThat(result.hits()).isEmpty();
        assertThat(result.facets().get("domain")).contains(new SearchResult.FacetValue("retail", 0));
    }

    @Test
    void highlights_are_escaped_and_say_where_it_matched() {
        var hit = search.search(VIEWER, request("vibration script", Map.of()))
                .hits()
                .getFirst();
        assertThat(hit.titleHtml()).isEqualTo("<mark>Vibration</mark> features");
        assertThat(hit.matchedIn())
                .contains("name", "tags", "inputs", "article")
                .doesNotContain("all");
        assertThat(hit.snippetHtml()).doesNotContain("<script>").contains("&lt;<mark>script</mark>&gt;");
        var escaped = search.search(VIEWER, request("six", Map.of())).hits().getFirst();
        assertThat(escaped.snippetHtml()).contains("store &amp; article").contains("<mark>six</mark>");
        assertThat(search.search(VIEWER, request("fraud", Map.of()))
                        .hits()
                        .getFirst()
                        .snippetHtml())
                .isEqualTo("Velocity counts of cards.");
    }

    @Test
    void whoever_shows_names_alone_gets_the_same_hits_without_marks() {
        var marked = search.search(VIEWER, request("vibration script", Map.of()));
        var plain = search.search(
                VIEWER, new SearchRequest("vibration script", Map.of(), Sort.RELEVANCE, 0, 20, null, false));
        assertThat(plain.hits())
                .extracting(hit -> hit.id())
                .isEqualTo(marked.hits().stream().map(hit -> hit.id()).toList());
        assertThat(plain.total()).isEqualTo(marked.total());
        assertThat(plain.facets()).isEqualTo(marked.facets());
        assertThat(plain.hits())
                .allSatisfy(
                        hit -> assertThat(hit.titleHtml() + hit.snippetHtml()).doesNotContain("<mark>"))
                .allSatisfy(hit -> assertThat(hit.matchedIn()).isEmpty());
    }

    @Test
    void hits_can_be_sorted_and_paged() {
        var newest = search.search(VIEWER, new SearchRequest("", Map.of(), Sort.NEWEST, 0, 2));
        assertThat(newest.hits())
                .extracting(h -> h.id().value())
                .containsExactly("PAYMENT_FEATURES", "DEMAND_FORECAST");
        var second = search.search(VIEWER, new SearchRequest("", Map.of(), Sort.NEWEST, 2, 2));
        assertThat(second.hits())
                .extracting(h -> h.id().value())
                .containsExactly("ANOMALY_DETECTION", "VIBRATION_FEATURES");
        assertThat(second.total()).isEqualTo(4);
        assertThat(search.search(VIEWER, new SearchRequest("", Map.of(), Sort.NAME, 40, 10))
                        .hits())
                .isEmpty();
    }

    @Test
    void suggestions_are_names_ids_and_tags_that_begin_like_it() {
        assertThat(suggestions.suggest(VIEWER, "vib", 5))
                .extracting(Suggestion::text)
                .containsExactly("Vibration features", "vibration");
        assertThat(suggestions.suggest(VIEWER, "VIBRATION_F", 5))
                .extracting(Suggestion::text)
                .contains("Vibration features");
        assertThat(suggestions.suggest(VIEWER, "comp", 5))
                .containsExactly(new Suggestion(Suggestion.Kind.TAG, "compressor", "tag:compressor", null, 2));
        assertThat(suggestions.suggest(VIEWER, "fea", 5))
                .extracting(Suggestion::text)
                .contains("Vibration features", "feature-engineering");
        assertThat(suggestions.suggest(VIEWER, "zzz", 5)).isEmpty();
        assertThat(suggestions.suggest(VIEWER, " ", 5)).isEmpty();
    }

    @Test
    void a_change_replaces_what_was_there_and_a_yanked_block_is_gone() {
        feed.put(Blocks.block("DEMAND_FORECAST", "Sales outlook", "What will be sold.", "retail", "process"), "");
        feed.put(
                Blocks.block("PAYMENT_FEATURES", "PaymentFeatures", "x", "payments", "process", "fraud"),
                "",
                Lifecycle.YANKED);
        follower.catchUp();
        assertThat(ids("demand")).containsExactly("DEMAND_FORECAST");
        assertThat(search.search(VIEWER, request("outlook", Map.of()))
                        .hits()
                        .getFirst()
                        .name())
                .isEqualTo("Sales outlook");
        assertThat(ids("fraud")).isEmpty();
        assertThat(suggestions.suggest(VIEWER, "fraud", 5)).isEmpty();
        assertThat(search.search(VIEWER, request("", Map.of())).total()).isEqualTo(3);
    }

    @Test
    void it_takes_the_right_to_read() {
        var nobody = new Actor("nobody", Set.of(), "test");
        assertThatThrownBy(() -> search.search(nobody, request("x", Map.of()))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> suggestions.suggest(nobody, "x", 3)).isInstanceOf(ProblemException.class);
    }

    private List<String> ids(String text) {
        var result = search.search(VIEWER, request(text, Map.of()));
        assertThat(result.total()).isEqualTo(result.hits().size());
        return result.hits().stream().map(hit -> hit.id().value()).toList();
    }

    private static SearchRequest request(String text, Map<String, List<String>> filters) {
        return new SearchRequest(text, filters, Sort.RELEVANCE, 0, 20);
    }
}
