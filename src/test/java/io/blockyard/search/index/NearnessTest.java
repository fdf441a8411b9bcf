package io.blockyard.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearnessTest {

    private static final double STEP = 0.01;

    @Test
    void the_nearest_ask_stands_for_the_block_and_the_nearest_sentence_for_a_share_of_it() {
        var question = new float[] {0.6f, 0.8f, 0};
        var meaning = new BlockMeaning(
                new float[] {1, 0, 0},
                List.of(new float[] {0, 0, 1}, new float[] {0, 1, 0}),
                List.of(new float[] {0.6f, 0.8f, 0}, new float[] {-1, 0, 0}),
                true);

        var near = Nearness.of(Nearness.written(meaning), question);

        assertThat(near.ask()).isCloseTo(0.8, within(STEP));
        assertThat(near.sentence()).isCloseTo(1, within(STEP));
        assertThat(near.cosine(0.6)).isCloseTo(0.8, within(STEP));
        assertThat(near.cosine(0.9)).isEqualTo(0.9);
        assertThat(near.leaning(0.6, 0.3)).isCloseTo(0.86, within(STEP));
    }

    @Test
    void a_block_without_asks_and_sentences_is_as_near_as_all_of_it() {
        var question = new float[] {1, 0};
        var near = Nearness.of(
                Nearness.written(new BlockMeaning(new float[] {1, 0}, List.of(), List.of(), true)), question);

        assertThat(near).isEqualTo(Nearness.NONE);
        assertThat(near.leaning(0.4, 0.3)).isEqualTo(0.4);
    }

    @Test
    void vectors_need_not_be_of_length_one_and_may_be_nothing() {
        var near = Nearness.of(
                Nearness.written(new BlockMeaning(
                        new float[] {1, 0}, List.of(new float[] {0, 0}), List.of(new float[] {0, 5}), true)),
                new float[] {0, 1});

        assertThat(near.ask()).isZero();
        assertThat(near.sentence()).isCloseTo(1, within(STEP));
    }
}
