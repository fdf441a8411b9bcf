package io.blockyard.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockIdTest {

    @ParameterizedTest
    @CsvSource({
        "Vibration features,  VIBRATION_FEATURES",
        "'  Données nettoyées!', DONNEES_NETTOYEES",
        "2nd stage,           BLOCK_2ND_STAGE",
        "日本,                BLOCK",
        "a--b,                A_B"
    })
    void isMintedFromTheZonesName(String zone, String expected) {
        assertThat(BlockId.mint("P", zone, id -> false)).hasToString(expected);
    }

    @Test
    void takesTheProjectsNameAndThenNumbersWhenTaken() {
        var taken = Set.of("GAMES", "CHESS_GAMES", "CHESS_GAMES_2");

        assertThat(BlockId.mint("chess", "games", id -> taken.contains(id.value())))
                .hasToString("CHESS_GAMES_3");
    }

    @Test
    void staysWithinItsLength() {
        var zone = "z".repeat(100);
        var first = BlockId.mint("PROJECT", zone, id -> false);
        var third = BlockId.mint("PROJECT", zone, id -> !id.value().endsWith("_2"));

        assertThat(first.value()).hasSize(64);
        assertThat(third.value()).hasSize(64).endsWith("_2");
    }
}
