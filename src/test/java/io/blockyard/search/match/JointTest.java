package io.blockyard.search.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.search.language.Language;
import io.blockyard.search.language.Words;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JointTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ENGLISH | forecast load and plan shifts                      | 2 ADDITION cuts
            ENGLISH | forecast load to plan shifts                       | 2 PURPOSE
            ENGLISH | forecast load, to plan shifts                      | 2 PURPOSE cuts
            ENGLISH | forecast load, plan shifts                         | 2 MARK cuts
            ENGLISH | forecast load before shifts are planned            | 2 CIRCUMSTANCE cuts
            ENGLISH | fans as well as gearboxes                          | 1 ADDITION cuts, 3 ADDITION cuts
            ENGLISH | pour temperature of moulds                         |
            FRENCH  | prévoir la charge puis planifier, selon les équipes | 3 ADDITION cuts, 5 PURPOSE cuts
            FRENCH  | clients où vendre                                  | 1 PURPOSE
            FRENCH  | fours ou chaudières                                | 1 ADDITION cuts
            FRENCH  | clients qui ne paient plus                         |
            ENGLISH | staff wards so that nobody waits                   | 2 PURPOSE cuts
            FRENCH  | prédire les pannes and plan shifts                 | 3 ADDITION cuts
            ENGLISH | machines such as well pumps                        | 2 CIRCUMSTANCE cuts
            ENGLISH | no-show rates per ward                             |
            """)
    void a_word_or_a_mark_binds_what_follows(Language language, String need, String expected) {
        var joints = Joint.of(Words.of(need), language).stream()
                .map(joint -> joint.at() + " " + joint.kind() + (joint.cuts() ? " cuts" : ""))
                .toList();

        assertThat(String.join(", ", joints)).isEqualTo(expected == null ? "" : expected);
    }
}
