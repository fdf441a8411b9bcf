package io.blockyard.dataiku.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names in code change where they mean something, and nowhere else. */
class NamesTest {

    private static final Map<String, String> OBJECTS = Map.of("RAW", "k1_RAW", "REPORTS", "k1_REPORTS");
    private static final Map<String, String> MODULES = Map.of("rotating", "features_v1.rotating");

    @Test
    void datasetsAndFoldersFollow() {
        var renamed = python("""
                # RAW stays in a comment
                raw = dataiku.Dataset("RAW").get_dataframe()  # é
                out = dataiku.Folder('REPORTS')
                df["RAWNESS"] = "RAW data"
                """);
        assertThat(renamed.code()).isEqualTo("""
                # RAW stays in a comment
                raw = dataiku.Dataset("k1_RAW").get_dataframe()  # é
                out = dataiku.Folder('k1_REPORTS')
                df["RAWNESS"] = "RAW data"
                """);
        assertThat(renamed.doubts()).isEmpty();
    }

    @Test
    void aNameInAVariableFollows() {
        var renamed = python("SOURCE = \"RAW\"\nraw = dataiku.Dataset(SOURCE)\n");
        assertThat(renamed.code()).startsWith("SOURCE = \"k1_RAW\"");
        assertThat(renamed.doubts()).isEmpty();
    }

    @Test
    void whatIsNotCertainIsLeftAndSaid() {
        var renamed = python("x = 1\nname = df[\"RAW\"]\nraw = dataiku.Dataset(\"R\" + suffix)\n");
        assertThat(renamed.code()).contains("df[\"RAW\"]");
        assertThat(renamed.doubts()).extracting(Renamed.Doubt::line).containsExactly(2, 3);
    }

    @Test
    void importsFindTheirModulesAgain() {
        var renamed = python("""
                import rotating
                import rotating.signals
                import rotating.features as f, numpy as np
                from rotating.signals import band_energy
                from . import rotating
                from rotating_other import x
                importlib.import_module("rotating.quality")
                """);
        assertThat(renamed.code()).isEqualTo("""
                import features_v1.rotating as rotating
                import features_v1.rotating.signals, features_v1.rotating as rotating
                import features_v1.rotating.features as f, numpy as np
                from features_v1.rotating.signals import band_energy
                from . import rotating
                from rotating_other import x
                importlib.import_module("features_v1.rotating.quality")
                """);
    }

    @Test
    void brokenPythonIsLeftAlone() {
        var renamed = python("x = 1\nraw = dataiku.Dataset(\"RAW\"\n");
        assertThat(renamed.code()).contains("\"RAW\"");
        assertThat(renamed.doubts()).hasSize(1);
    }

    @Test
    void tablesFollowWithTheirQuotes() {
        var sql = """
                -- maintenance_history is what we read
                SELECT h.asset_id, 'maintenance_history' AS source
                FROM "maintenance_history" h
                JOIN plant.assets a ON a.id = h.asset_id
                WHERE h.kind = '${kind}' AND h.n > ${limit}
                """;
        var renamed =
                SqlNames.rename(sql, Map.of("maintenance_history", "${projectKey}_history", "assets", "site_assets"));
        assertThat(renamed.doubts()).isEmpty();
        assertThat(renamed.code())
                .isEqualTo(sql.replace("\"maintenance_history\"", "\"${projectKey}_history\"")
                        .replace("plant.assets", "plant.site_assets"));
    }

    @Test
    void sqlThatNobodyUnderstandsIsLeftAndSaid() {
        var renamed = SqlNames.rename("SELECT 1;\nMAGIC TABLE raw_x !!", Map.of("raw_x", "k1_x"));
        assertThat(renamed.code()).contains("raw_x !!");
        assertThat(renamed.doubts()).extracting(Renamed.Doubt::line).containsExactly(2);
    }

    private static Renamed python(String code) {
        return PythonNames.rename(code, OBJECTS, MODULES);
    }
}
