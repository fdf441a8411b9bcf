package io.blockyard.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.search.MatchedPlaces.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassageTest {

    private static final String ARTICLE = "Pumps wear. " + "Nothing of interest stands here. ".repeat(20)
            + "The vibration of a <pump> tells when its bearing fails. It is read every hour, and kept for a year.";

    @Test
    void the_sentences_with_most_of_what_was_asked_for_are_shown_and_escaped() {
        assertThat(new Passage(ARTICLE, places(ARTICLE, "vibration", "pump", "Pump")).best())
                .startsWith("The <mark>vibration</mark> of a &lt;<mark>pump</mark>&gt; tells")
                .endsWith("kept for a year.");
    }

    @Test
    void a_sentence_without_end_is_cut_between_words() {
        var endless = "word ".repeat(300) + "needle " + "word ".repeat(300);
        assertThat(new Passage(endless, places(endless, "needle")).best())
                .startsWith("\u2026word ")
                .contains("<mark>needle</mark>")
                .endsWith(" word\u2026")
                .hasSizeLessThan(400);
    }

    @Test
    void places_that_overlap_or_lie_outside_are_marked_once_or_not_at_all() {
        var places = List.of(
                new Place(4, 9, 0), new Place(0, 9, 1), new Place(0, 3, 0), new Place(0, 9, 2), new Place(10, 99, 0));
        assertThat(new Passage("flow rate & more", places).whole()).isEqualTo("<mark>flow rate</mark> &amp; more");
        assertThat(new Passage("flow rate", List.of()).whole()).isEqualTo("flow rate");
        assertThat(new Passage("flow rate", List.of()).best()).isEmpty();
    }

    private static List<Place> places(String text, String... words) {
        var places = new ArrayList<Place>();
        for (int word = 0; word < words.length; word++) {
            for (int at = text.indexOf(words[word]); at >= 0; at = text.indexOf(words[word], at + 1)) {
                places.add(new Place(at, at + words[word].length(), word));
            }
        }
        return places;
    }
}
