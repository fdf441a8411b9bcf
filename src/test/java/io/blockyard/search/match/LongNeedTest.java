package io.blockyard.search.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.Blocks;
import io.blockyard.search.ListFeed;
import io.blockyard.search.index.IndexFollower;
import io.blockyard.search.language.Language;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.MiniLmEmbedder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A need may be as long as it likes, and no text at all. */
class LongNeedTest {

    private static final int WORDS = 80;

    @Test
    void eighty_words_of_which_each_means_much_are_matched() throws IOException {
        var lines = IntStream.range(0, WORDS)
                .mapToObj(word -> "zor" + letters(word) + "\t"
                        + IntStream.range(0, 5)
                                .mapToObj(meaning -> meaning(5 * word + meaning))
                                .collect(Collectors.joining("|")))
                .toList();
        var packs = LanguagePacks.with(Map.of("fr-test.tsv", lines));
        var need = IntStream.range(0, WORDS)
                .mapToObj(word -> "zor" + letters(word))
                .collect(Collectors.joining(" "));

        var result = match("It does " + meaning(5 * (WORDS - 1)) + ".", packs, need);

        assertThat(result.language()).isEqualTo("fr");
        assertThat(result.understood().terms()).hasSize(WORDS);
        assertThat(result.matches()).extracting(MatchResult.Match::id).containsExactly("PUMP_TREND");
    }

    @Test
    void of_a_text_that_is_only_mistakes_some_are_corrected() throws IOException {
        var words = IntStream.range(0, 40).mapToObj(i -> letters(i) + "qzkvwx").toList();
        var need = words.stream()
                .map(word -> word.substring(0, 5) + "y" + word.substring(6))
                .collect(Collectors.joining(" "));

        var result = match(String.join(" ", words), LanguagePacks.own(), need);

        assertThat(result.understood().corrected()).hasSizeBetween(10, 24);
    }

    @Test
    void a_word_that_nobody_mistypes_is_taken_as_it_is() throws IOException {
        var word = "abcdefghij".repeat(4);

        var result = match("Pump " + word, LanguagePacks.own(), "pump " + word.replaceFirst("j", "y"));

        assertThat(result.understood().corrected()).isEmpty();
    }

    @Test
    void what_is_too_much_to_be_read_is_said() throws IOException {
        var words =
                IntStream.range(0, WORDS + 2).mapToObj(i -> "pump" + letters(i)).toList();

        var result = match("Pump", LanguagePacks.own(), String.join(" ", words));

        var rest = String.join(" ", words.subList(WORDS, WORDS + 2));
        assertThat(result.understood().unread()).containsExactly(rest);
        assertThat(result.tips()).anySatisfy(tip -> assertThat(tip).contains(rest));
    }

    @Test
    void ten_needs_in_a_sentence_are_looked_for_or_told_and_fragments_of_a_list_are_joined() throws IOException {
        var feed = new ListFeed();
        var topics = List.of(
                "grape harvest",
                "turbine noise",
                "invoice fraud",
                "parcel delay",
                "patient triage",
                "roof snow",
                "tram schedule",
                "cheese ripening",
                "glacier melt",
                "violin tuning");
        topics.forEach(topic ->
                feed.put(Blocks.block(topic.toUpperCase(Locale.ROOT).replace(' ', '_'), topic, "", "any", "site"), ""));
        try (var embedder = new MiniLmEmbedder();
                var follower = new IndexFollower(feed, null, null)) {
            follower.catchUp();
            var engine = new MatchEngine(embedder, LanguagePacks::own);

            var all = engine.match(follower.index(), MatchRequest.of(String.join(", ", topics), 3));
            assertThat(all.answers())
                    .as("whatever the limit")
                    .extracting(MatchResult.Match::name)
                    .containsExactlyInAnyOrderElementsOf(topics.subList(0, 8));
            assertThat(all.understood().unread()).containsExactly("glacier melt", "violin tuning");
            assertThat(all.tips()).singleElement().asString().contains("glacier melt", "violin tuning");

            var french = engine.match(
                    follower.index(), new MatchRequest(String.join(", ", topics), 3, Map.of(), Language.FRENCH));
            assertThat(french.language()).isEqualTo("en");
            assertThat(french.tips()).singleElement().asString().startsWith("C\u2019\u00e9tait trop long");

            var open = engine.match(
                    follower.index(), MatchRequest.of("patient triage in the ward, and lease contracts", 3));
            assertThat(open.answers()).singleElement().satisfies(block -> {
                assertThat(block.name()).isEqualTo("patient triage");
                assertThat(block.need()).contains("patient triage").doesNotContain("lease");
            });
            assertThat(open.understood().unserved()).containsExactly("lease contracts");
            assertThat(engine.wanted(follower.index(), "wear of machines, but not for pumps"))
                    .isEqualTo("wear of machines");

            var reader = new Actor("vera", Set.of(Role.VIEWER), "test");
            var mistyped = new MatchRequest("roof snow", 3, Map.of("domian", List.of("any")));
            assertThatThrownBy(() -> new Matching(follower, engine).match(reader, mistyped))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("domian");

            var list = engine.match(
                    follower.index(),
                    MatchRequest.of(
                            "grape harvest, red, white, sweet, dry, young, old, and invoice fraud, roof snow, tram schedule",
                            3));
            assertThat(list.understood().unread()).isEmpty();
            assertThat(list.answers())
                    .extracting(MatchResult.Match::name)
                    .contains("grape harvest", "invoice fraud", "roof snow", "tram schedule");
        }
    }

    private static MatchResult match(String description, LanguagePacks packs, String need) throws IOException {
        var feed = new ListFeed();
        feed.put(Blocks.block("PUMP_TREND", "Pump trend", description, "equipment", "site"), "");
        try (var embedder = new MiniLmEmbedder();
                var follower = new IndexFollower(feed, null, null)) {
            follower.catchUp();
            return new MatchEngine(embedder, () -> packs).match(follower.index(), new MatchRequest(need, 5, Map.of()));
        }
    }

    private static String meaning(int number) {
        return List.of("kab", "lud", "mif").stream()
                .map(start -> start + letters(number))
                .collect(Collectors.joining(" "));
    }

    /** Three letters that no other number has. */
    private static String letters(int number) {
        return "" + (char) ('a' + number / 400) + (char) ('b' + number / 20 % 20) + (char) ('b' + number % 20);
    }
}
