package io.blockyard.search.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @Test
    void names_fall_into_their_parts_and_what_is_elided_falls_away() {
        assertThat(texts("rollingStats ROLLING_STATS no-show RMSValue"))
                .containsExactly("rolling", "stats", "rolling", "stats", "no", "show", "rms", "value");
        assertThat(texts("l'état d\u2019une pompe qu'on surveille"))
                .containsExactly("état", "une", "pompe", "on", "surveille");
        assertThat(texts("the pump's flow")).containsExactly("the", "pump", "flow");
        assertThat(Words.of("asset_id").get(1).joined()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "optimisation, optimizer",
        "detection, detector",
        "planning, planner",
        "analyse, analyze",
        "classifier, classification",
        "anomalies, anomaly"
    })
    void forms_of_a_word_share_their_stem(String one, String other) {
        assertThat(Stems.english(one)).isEqualTo(Stems.english(other));
    }

    @ParameterizedTest
    @CsvSource({"reactor, react", "pressure, press", "contractor, contract"})
    void other_words_do_not(String one, String other) {
        assertThat(Stems.english(one)).isNotEqualTo(Stems.english(other));
    }

    @ParameterizedTest
    @CsvSource({
        "next 14 days, ~14d",
        "over two weeks, ~14d",
        "sur quinze jours, ~14d",
        "dans quinze heures, ~15h",
        "quinze mois, ~450d",
        "in 24 hours, ~1d",
        "hourly values, ~each-hour",
        "per hour, ~each-hour",
        "heure par heure, ~each-hour",
        "consommation journalière, ~each-day",
        "every 15 minutes, ~15min",
        "toutes les 90 min, ~90min",
        "within 60 minutes, ~1h",
        "each fortnight, ~each-fortnight",
        "par trimestre, ~each-quarter",
        "the next two quarters, ~180d",
        "in 24hrs, ~1d",
        "45 mins, ~45min",
        "par an, ~each-year",
        "9999 years, ~3599640d"
    })
    void lengths_of_time_and_steps_are_one_however_they_are_written(String text, String term) {
        assertThat(Measures.of(Words.of(text)))
                .extracting(Measures.Measure::term)
                .containsExactly(term);
    }

    @Test
    void an_article_is_no_year() {
        assertThat(Measures.of(Words.of("leaks caused by an overload"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"vibraton, vibration, 1", "fhri, fhir, 1", "laundring, laundering, 1", "pump, turbine, 3"})
    void slips_are_counted_up_to_a_limit(String written, String meant, int slips) {
        assertThat(Spelling.distance(written, meant, 2)).isEqualTo(slips);
    }

    @Test
    void the_language_is_told_by_small_words_accents_and_packs() {
        var packs = LanguagePacks.own();
        assertThat(Language.of("warn me before a pump fails", packs)).isEqualTo(Language.ENGLISH);
        assertThat(List.of("non-performing loans", "non-renewal prediction", "venue capacity forecast", "stp rate"))
                .allSatisfy(need -> assertThat(Language.of(need, packs)).isEqualTo(Language.ENGLISH));
        assertThat(Language.of("préviens-moi avant la panne d'une pompe", packs))
                .isEqualTo(Language.FRENCH);
        assertThat(Language.of("prevision ventes magasin", packs)).isEqualTo(Language.FRENCH);
    }

    @Test
    void french_terms_are_found_in_any_form_and_the_longest_wins() {
        var lexicon = lexicon(LanguagePacks.own(), Map.of("vibrat", 3, "pump", 2, "centrifug", 1, "remain", 1));
        assertThat(meaning(lexicon, "pompes centrifuges")).startsWith("centrifugal pump");
        assertThat(meaning(lexicon, "vibrations")).startsWith("vibration");
    }

    @Test
    void words_of_an_organisation_are_believed_before_those_of_the_product() {
        var packs = LanguagePacks.with(Map.of("fr-own", List.of("pompe\tlift unit", "broken line")));
        assertThat(meaning(lexicon(packs, Map.of()), "pompes")).isEqualTo("lift unit");
        assertThat(packs.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(2));
    }

    @Test
    void a_word_is_corrected_only_when_no_vocabulary_has_it() {
        var lexicon = new Lexicon(
                LanguagePacks.own(),
                stem -> 0,
                (word, slips) -> word.equals("vibraton") ? Optional.of("vibration") : Optional.empty());
        assertThat(lexicon.at(Words.of("vibraton"), 0, Language.ENGLISH).meanings())
                .containsExactly("vibration");
        assertThat(lexicon.at(Words.of("guitar"), 0, Language.ENGLISH).kind()).isEqualTo(Lexicon.Term.Kind.SAID);
        assertThat(lexicon.at(Words.of("qwrtzpl"), 0, Language.ENGLISH).kind()).isEqualTo(Lexicon.Term.Kind.UNKNOWN);
    }

    @Test
    void the_packs_of_the_product_can_be_read_whole() {
        assertThat(LanguagePacks.own().problems()).isEmpty();
        assertThat(LanguagePacks.own().size()).isGreaterThan(4_000);
    }

    private static Lexicon lexicon(LanguagePacks packs, Map<String, Integer> frequencies) {
        return new Lexicon(packs, stem -> frequencies.getOrDefault(stem, 0), (word, slips) -> Optional.empty());
    }

    private static String meaning(Lexicon lexicon, String french) {
        return lexicon.at(Words.of(french), 0, Language.FRENCH).meanings().getFirst();
    }

    private static List<String> texts(String text) {
        return Words.of(text).stream().map(Word::text).toList();
    }
}
