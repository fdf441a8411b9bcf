package io.blockyard.search.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.search.language.Words;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JointTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            forecast load and plan shifts | 2 ADDS cuts
            forecast load to plan shifts | 2 SERVES
            forecast load, to plan shifts | 2 SERVES cuts
            forecast load, plan shifts | 2 LISTS cuts
            forecast load before shifts are planned | 2 EXPLAINS cuts
            prévoir la charge puis planifier, selon les équipes | 3 ADDS cuts, 5 SERVES cuts
            no-show rates per ward |
            """)
    void a_word_or_a_mark_binds_what_follows(String need, String expected) {
        var words = Words.of(need);

        var joints = IntStream.range(1, words.size())
                .mapToObj(at -> Joint.at(at, words.get(at)))
                .flatMap(Optional::stream)
                .map(joint -> joint.at() + " " + joint.kind() + (joint.cuts() ? " cuts" : ""))
                .toList();

        assertThat(String.join(", ", joints)).isEqualTo(expected == null ? "" : expected);
    }
}
