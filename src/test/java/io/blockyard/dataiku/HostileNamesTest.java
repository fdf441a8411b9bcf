package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ScriptedServer.Reply;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Names from projects that anybody may have made. */
class HostileNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/x", "a/../../x", "x\u0000", "a\\b", ".", "..", "", "a//b", "line\nbreak"})
    void becomeNoFiles(String name) {
        var dataset = Dataset.of(name, Documents.empty());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ProjectFiles.write(project(List.of(dataset), Map.of())))
                .satisfies(HostileNamesTest::isSaid);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ExportZip.of(project(List.of(), Map.of(name, "text"))))
                .satisfies(HostileNamesTest::isSaid);
        var entries = new TreeMap<>(Map.of(name, new byte[1]));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ExportZip.write(entries, new ByteArrayOutputStream()))
                .satisfies(HostileNamesTest::isSaid);
    }

    @Test
    void areLeftOutOfWhatAnInstanceTells() throws IOException {
        var answers = new HashMap<String, Reply>();
        var project = "/public/api/projects/P";
        List.of("", "/metadata", "/settings", "/variables", "/tags")
                .forEach(path -> answers.put(project + path, Reply.of(200, "{}")));
        List.of("/recipes/", "/savedmodels/").forEach(path -> answers.put(project + path, Reply.of(200, "[]")));
        answers.put(project + "/datasets/", Reply.of(200, "[{\"name\": \"good\"}, {\"name\": \"../../bad\"}]"));
        answers.put(project + "/flow/zones", Reply.of(200, "[{\"id\": \"a\\\\b\", \"name\": \"z\"}]"));
        answers.put(project + "/wiki", Reply.of(200, "{\"taxonomy\": [{\"id\": \"../1\"}]}"));
        answers.put(
                project + "/libraries/contents",
                Reply.of(200, "[{\"name\": \"..\", \"children\": [{\"name\": \"evil.py\"}]}]"));
        answers.put(
                project + "/flow/graph/",
                Reply.of(
                        200,
                        "{\"nodes\": {\"lt1\": {\"ref\": \"lt1\", \"type\": \"RUNNABLE_LABELING_TASK\","
                                + " \"predecessors\": [\"good\"]}}}"));
        try (var server = ScriptedServer.answering(answers)) {
            var read = new DssClient(server.url(), "key").read("P");

            assertThat(read.datasets()).extracting(Dataset::name).containsExactly("good");
            assertThat(read.zones()).isEmpty();
            assertThat(read.library()).isEmpty();
            assertThat(read.wiki()).isEmpty();
            assertThat(read.objects()).singleElement().satisfies(task -> {
                assertThat(task.kind()).isEqualTo(ObjectKind.LABELING_TASK);
                assertThat(task.document().at("/predecessors/0").asString()).isEqualTo("good");
            });
            assertThat(read.warnings())
                    .extracting(Problem::code)
                    .filteredOn("dss.hostile-name"::equals)
                    .hasSize(4);
            assertThat(ProjectFiles.write(read)).containsKey("datasets/good.json");
        }
    }

    private static void isSaid(ProblemException refused) {
        assertThat(refused.problems().getFirst().code()).isEqualTo("dss.hostile-name");
        assertThat(refused.getMessage()).doesNotContain("\u0000", "\n");
    }

    private static ProjectSnapshot project(List<Dataset> datasets, Map<String, String> library) {
        var none = JsonMapper.shared().createObjectNode();
        return new ProjectSnapshot(
                "P", "P", "", List.of(), none, none, datasets, List.of(), List.of(), List.of(), library, List.of(),
                List.of(), List.of());
    }
}
