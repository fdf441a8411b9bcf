package io.blockyard.search.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.search.language.Words;
import io.blockyard.search.match.Concept.Role;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a need leaves out, however that is said. */
class RolesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wear of machines, but not for pumps | but not for pumps",
                "wear of compressors, not pumps | not pumps",
                "wear of rotating machines (no pumps) | no pumps",
                "wear of machines apart from pumps | apart from pumps",
                "usure des compresseurs, pas des pompes | pas des pompes",
                "usure des compresseurs, pas pompes | pas pompes",
                "usure des machines hormis les pompes | hormis les pompes",
                "usure des machines en dehors des pompes | en dehors des pompes",
                "wear of compressors, not only of pumps | ''",
                "wear of machines but not only pumps | ''",
                "usure des machines mais pas que les pompes | ''",
                "machines, not working as they should | ''",
                "clients qui ne paient pas les factures | ''",
                "patients, no-show forecast | ''",
                "plan routes without breaking rules | ''"
            })
    void the_words_of_what_is_left_out(String need, String excluded) {
        var words = Words.of(need);
        var roles = Roles.of(words);
        assertThat(IntStream.range(0, words.size())
                        .filter(i -> roles.get(i) == Role.EXCLUDED)
                        .mapToObj(i -> words.get(i).folded())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(excluded);
    }
}
