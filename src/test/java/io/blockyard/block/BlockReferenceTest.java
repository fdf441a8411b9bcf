package io.blockyard.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockReferenceTest {

    private static final List<BlockVersion> VERSIONS =
            versions("0.9.0", "1.0.0", "1.2.0", "1.2.7", "1.10.0", "2.0.0", "2.1.0");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "latest,       2.1.0",
                "1.2.0,        1.2.0",
                "^1.2,         1.10.0",
                "~1.2.0,       1.2.7",
                ">=1.0 <2.0,   1.10.0",
                "1.x,          1.10.0",
                "^1.2 || 0.9,  1.10.0",
                "^3.0,         -",
                "1.2.1,        -"
            })
    void selectsTheNewestVersionThatIsAllowed(String range, String expected) {
        var selected = BlockReference.parse("BLOCKS_REGISTRY/FFT_2@" + range).select(VERSIONS);

        assertThat(selected.map(BlockVersion::toString).orElse(null)).isEqualTo(expected);
    }

    @Test
    void readsAndWritesItself() {
        var reference = BlockReference.parse("TEAM_REGISTRY/VIBRATION_FEATURES@^1.2");

        assertThat(reference)
                .isEqualTo(new BlockReference("TEAM_REGISTRY", new BlockId("VIBRATION_FEATURES"), "^1.2"))
                .hasToString("TEAM_REGISTRY/VIBRATION_FEATURES@^1.2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; 1",
                "VIBRATION@1.0.0; 16",
                "/VIBRATION@1.0.0; 1",
                "REGISTRY/VIBRATION; 19",
                "REGISTRY/vibration@1.0.0; 10",
                "REGISTRY/@1.0.0; 10",
                "REGISTRY/VIBRATION@; 20",
                "REGISTRY/VIBRATION@newest; 20",
                "REGISTRY/VIBRATION@1.0.0@2.0.0; 20",
                "REGISTRY/VIBRATION@>=; 20"
            })
    void saysWhereAMalformedReferenceIsWrong(String text, int position) {
        assertThatThrownBy(() -> BlockReference.parse(text)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.kind()).isEqualTo(ProblemException.Kind.INVALID);
            assertThat(e).hasMessageContaining("at position " + position + " ");
            assertThat(e).hasMessageContaining("REGISTRY/BLOCK_ID@VERSION");
        });
    }

    private static List<BlockVersion> versions(String... texts) {
        return Arrays.stream(texts).map(BlockVersion::parse).toList();
    }
}
