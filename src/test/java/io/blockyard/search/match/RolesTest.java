package io.blockyard.search.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.search.language.Language;
import io.blockyard.search.language.LanguagePacks;
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
                "plan routes without breaking rules | ''",
                "forecast weekly demand, no matter the store | ''",
                "forecast demand, no later than 14 days ahead | ''",
                "wear of machines, not sure which pumps | ''",
                "pr\u00e9vision de la demande, pas plus de 14 jours | ''",
                "pr\u00e9vision de la demande, pas besoin des stocks | ''",
                "predict whether or not the pump will fail | ''",
                "pr\u00e9dire si la pompe s'arr\u00eate ou pas le mois prochain | ''",
                "parts that are not in stock | ''",
                "trains that were not on time | ''",
                "trains on time, not on strike | not on strike",
                "wear of compressors and not the pumps | and not the pumps"
            })
    void the_words_of_what_is_left_out(String need, String excluded) {
        var words = Words.of(need);
        var roles = Roles.of(words, Language.of(need, LanguagePacks.own()));
        assertThat(IntStream.range(0, words.size())
                        .filter(i -> roles.get(i) == Role.EXCLUDED)
                        .mapToObj(i -> words.get(i).folded())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(excluded);
    }

    @ParameterizedTest
    @CsvSource({
        "detect leaks on a pipeline, ''",
        "AI model of demand on a weekly basis that we need, ''",
        "a forecast from sensor readings, from sensor readings",
        "on a des relev\u00e9s, on a des releves",
        "\u00e0 partir des relev\u00e9s de pression, a partir des releves de pression"
    })
    void what_the_person_has_is_told_in_the_words_of_the_language(String need, String had) {
        var words = Words.of(need);
        var roles = Roles.of(words, Language.of(need, LanguagePacks.own()));
        var said = IntStream.range(0, words.size())
                .filter(i -> roles.get(i) == Role.HAVE)
                .mapToObj(i -> words.get(i).folded())
                .collect(Collectors.joining(" "));
        assertThat(said).as(need).isEqualTo(had);
    }
}
