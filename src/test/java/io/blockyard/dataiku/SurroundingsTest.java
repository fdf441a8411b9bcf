package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.dataiku.ScriptedServer.Reply;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {

    private static final String API = "/public/api";
    private static final ProjectSnapshot PROJECT = ProjectFiles.read(
            "SCORING",
            Map.of(
                    "params.json",
                    "{\"name\": \"Scoring\", \"settings\": {\"codeEnvs\": {\"python\": {\"mode\": \"EXPLICIT_ENV\", \"envName\": \"ml\"}}}}",
                    "recipes/load.json",
                    "{\"type\": \"python\", \"inputs\": {}, \"outputs\": {}}",
                    "recipes/score.json",
                    "{\"type\": \"CustomCode_anomaly-score\", \"inputs\": {}, \"outputs\": {}}"));

    @Test
    void theInstanceKnowsThePackagesOfAnEnvironmentAndThePluginOfAComponent() throws IOException {
        try (var dss = ScriptedServer.answering(Map.of(
                API + "/admin/code-envs/PYTHON/ml",
                Reply.of(200, "{\"envName\": \"ml\", \"specPackageList\": \"pandas==2.1.4\\nscikit-learn\"}"),
                API + "/plugins/",
                Reply.of(200, "[{\"id\": \"geo\"}, {\"id\": \"anomaly-tools\"}]"),
                API + "/plugins/geo/actions/listUsages",
                Reply.of(200, "{\"usages\": []}"),
                API + "/plugins/anomaly-tools/actions/listUsages",
                Reply.of(200, """
                        {"usages": [{"elementKind": "custom-recipes", "elementType": "CustomCode_anomaly-score",
                          "objectType": "RECIPE", "objectId": "score", "projectKey": "SCORING"}]}
                        """)))) {

            var around = client(dss).surroundings(PROJECT);

            assertThat(around.packages()).isEqualTo(Map.of("ml", List.of("pandas==2.1.4", "scikit-learn")));
            assertThat(around.plugins()).isEqualTo(Map.of("anomaly-score", "anomaly-tools"));
        }
    }

    @Test
    void whatTheKeyMayNotSeeIsUnknownButASilentInstanceIsAFailure() throws IOException {
        try (var refusing = ScriptedServer.answering(Reply.of(403, "{\"message\": \"no\"}"));
                var failing = ScriptedServer.answering(Reply.of(502, ""))) {
            assertThat(client(refusing).surroundings(PROJECT)).isEqualTo(Surroundings.UNKNOWN);
            assertThatThrownBy(() -> client(failing).surroundings(PROJECT)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void onePluginThatIsBrokenStopsNoCrawlAndIsTold() throws IOException {
        try (var dss = ScriptedServer.answering(Map.of(
                API + "/plugins/",
                Reply.of(200, "[{\"id\": \"broken\"}, {\"id\": \"geo\"}]"),
                API + "/plugins/broken/actions/listUsages",
                Reply.of(500, "{\"message\": \"no such class\"}"),
                API + "/plugins/geo/actions/listUsages",
                Reply.of(200, "{\"usages\": []}")))) {
            var around = client(dss).surroundings(PROJECT);

            assertThat(around.plugins()).isEmpty();
            assertThat(around.unanswered()).containsExactly("broken");
        }
    }

    private static DssClient client(ScriptedServer dss) {
        return new DssClient(
                dss.url(),
                "key",
                new DssClient.Patience(
                        Duration.ofSeconds(5), Duration.ofSeconds(5), 1, Duration.ZERO, Duration.ofSeconds(1)));
    }
}
