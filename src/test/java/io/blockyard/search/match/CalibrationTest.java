package io.blockyard.search.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.search.language.Language;
import io.blockyard.search.match.Calibration.Trial;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a catalog's own asks teach about how sure to be. */
class CalibrationTest {

    private static final Signs HALF = new Signs(0.4, 2, 0.1, 0.3, 0.1, 0, 0, 0.3, 0.5, 1, false);

    @Test
    void a_catalog_in_which_whatever_is_asked_looks_alike_asks_for_more_and_one_in_which_nothing_does_for_less() {
        var alike = learned(80, 0.5);
        var apart = learned(80, -3);

        double usual = Confidence.USUAL.of(HALF);
        assertThat(alike.confidence(Language.ENGLISH).of(HALF)).isLessThan(usual - 0.05);
        assertThat(apart.confidence(Language.ENGLISH).of(HALF)).isGreaterThan(usual + 0.05);
        assertThat(alike.confidence(Language.FRENCH).of(HALF)).isEqualTo(usual);
    }

    @Test
    void few_asks_teach_nothing_and_none_teach_much() {
        assertThat(learned(10, 4).confidence(Language.ENGLISH)).isEqualTo(Confidence.USUAL);
        double usual = Confidence.USUAL.logOdds(HALF);
        assertThat(learned(5_000, -50).confidence(Language.ENGLISH).logOdds(HALF) - usual)
                .isLessThan(1.41);
    }

    @Test
    void what_was_learned_is_read_as_it_was_written_and_other_text_is_not() {
        var learned = learned(80, 0.5);
        assertThat(Calibration.read(learned.written()))
                .isPresent()
                .get()
                .satisfies(read -> assertThat(read.written()).isEqualTo(learned.written()));
        assertThat(Calibration.read("")).contains(Calibration.USUAL);
        assertThat(Calibration.read("en much 80")).isEmpty();
    }

    private static Calibration learned(int asks, double unserved) {
        return Calibration.of(List.copyOf(Collections.nCopies(asks, new Trial(Language.ENGLISH, unserved))));
    }
}
