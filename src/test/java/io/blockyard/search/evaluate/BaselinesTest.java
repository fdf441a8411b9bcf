package io.blockyard.search.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.search.evaluate.LabelledIntent.Kind;
import io.blockyard.search.language.MiniLmEmbedder;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    @Test
    void the_points_of_a_baseline_are_no_probability_and_have_no_calibration() {
        var blocks = EvaluationFiles.blocks(
                "blocks", List.of("{\"block_id\": \"PUMP\", \"version\": \"1.0.0\", \"name\": \"Pump trend\"}"));
        var intent = new LabelledIntent("i", "pump trend", List.of("PUMP"), Kind.SINGLE, "en", "", "");
        try (var embedder = new MiniLmEmbedder()) {
            new Baselines(blocks).all(embedder).forEach((name, baseline) -> {
                var figures = Figures.of(List.of(new Outcome(intent, baseline.apply(intent.intent()))));

                assertThat(figures.hit1()).as(name).isEqualTo(1);
                assertThat(figures.calibrationError()).as(name).isNull();
            });
        }
    }
}
