package io.blockyard.search.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.problem.ProblemException;
import io.blockyard.search.evaluate.LabelledIntent.Kind;
import io.blockyard.search.match.MatchResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the figures mean, and what is told of lines that cannot be read. */
class FiguresTest {

    @Test
    void figures_are_counted_as_they_are_defined() {
        var outcomes = List.of(
                outcome(Kind.SINGLE, List.of("A"), List.of("A", "B"), List.of("A"), 0.9, false),
                outcome(Kind.SINGLE, List.of("A"), List.of("B", "A"), List.of("B"), 0.8, false),
                outcome(Kind.SINGLE, List.of("A"), List.of("B", "A"), List.of(), 0.1, true),
                outcome(Kind.MULTI, List.of("A", "B"), List.of("A", "B", "C"), List.of("A", "C"), 0.7, false),
                outcome(Kind.NONE, List.of(), List.of("A"), List.of(), 0.2, true),
                outcome(Kind.NONE, List.of(), List.of("A"), List.of("A"), 0.6, false));

        var figures = Figures.of(outcomes);

        assertThat(figures.hit1()).isCloseTo(1 / 3.0, within());
        assertThat(figures.hit1Low()).isCloseTo(0.0615, within());
        assertThat(figures.hit1High()).isCloseTo(0.7923, within());
        assertThat(figures.hit3()).isEqualTo(1);
        assertThat(figures.mrr()).isCloseTo(2 / 3.0, within());
        assertThat(figures.setF1()).isEqualTo(0.5);
        assertThat(figures.setExact()).isZero();
        assertThat(figures.noneRecall()).isEqualTo(0.5);
        assertThat(figures.falseAbstention()).isEqualTo(0.25);
        assertThat(figures.auc()).isEqualTo(6 / 8.0);
        assertThat(figures.single()).isEqualTo(3);
        assertThat(Figures.of(List.of()).hit1()).isNull();
    }

    @Test
    void lines_that_cannot_be_read_are_all_told_with_their_numbers() {
        var lines = List.of(
                "\uFEFF{\"intent\": \"a\", \"expect\": [\"A\"]}",
                "{\"intent\": ",
                "",
                "{\"expect\": []}",
                "{\"intent\": \"b\", \"expect\": [\"A\"], \"kind\": \"none\"}");
        assertThatThrownBy(() -> EvaluationFiles.intents("set.jsonl", lines))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ProblemException.Kind.INVALID);
                    assertThat(e.problems())
                            .extracting(problem -> problem.line())
                            .containsExactly(2, 4, 5);
                });
        assertThatThrownBy(() -> EvaluationFiles.blocks("blocks.jsonl", List.of("{\"block_id\": \"A\"}")))
                .isInstanceOf(ProblemException.class);
    }

    private static Outcome outcome(
            Kind kind, List<String> expect, List<String> ranked, List<String> answer, double sure, boolean nothing) {
        MatchResult none = null;
        return new Outcome(
                new LabelledIntent("i", "need", expect, kind, "en", "plain", "T"),
                new Answer(ranked, answer, sure, nothing, 1, none));
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.001);
    }
}
