package io.blockyard.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.search.match.MatchRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MatchQuestionTest {

    @Test
    void what_is_null_in_a_filter_filters_nothing() {
        var question = WireFormat.json()
                .readValue(
                        "{\"intent\": \"pump\", \"filters\": {\"domain\": null, \"tag\": [\"a\", null]}}",
                        MatchQuestion.class);

        var request = new MatchRequest("pump", 5, Objects.requireNonNull(question.filters()));

        assertThat(request.filters()).isEqualTo(Map.of("domain", List.of(), "tag", List.of("a")));
    }
}
