package io.blockyard.search.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartSignsTest {

    @Test
    void a_part_that_adds_something_is_sooner_a_need_of_its_own_than_one_that_says_what_for() {
        var added = signs(0.8, 0, Optional.of(Joint.Kind.ADDITION)).ofItsOwn();

        assertThat(added).isBetween(0.0, 1.0);
        assertThat(signs(0.8, 0, Optional.of(Joint.Kind.PURPOSE)).ofItsOwn()).isLessThan(added);
        assertThat(signs(0.8, 0, Optional.of(Joint.Kind.MARK)).ofItsOwn()).isLessThan(added);
        assertThat(signs(0.1, 0, Optional.of(Joint.Kind.ADDITION)).ofItsOwn()).isLessThan(added);
        assertThat(signs(0.8, 1, Optional.of(Joint.Kind.ADDITION)).ofItsOwn()).isLessThan(added);
    }

    @Test
    void the_surest_and_the_least_sure_are_still_numbers() {
        assertThat(signs(1, 0, Optional.empty()).ofItsOwn()).isBetween(0.0, 1.0);
        assertThat(signs(0, 1, Optional.empty()).ofItsOwn()).isBetween(0.0, 1.0);
    }

    /** @param taken by the block that is best for the whole need */
    private static PartSigns signs(double sure, double taken, Optional<Joint.Kind> bound) {
        return new PartSigns(sure, sure, 3, taken, 0.6, 3, 0.8, 0.2, bound);
    }
}
