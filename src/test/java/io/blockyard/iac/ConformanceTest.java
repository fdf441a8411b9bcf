package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.SharedData;
import io.blockyard.iac.Plan.Action;
import io.blockyard.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every configuration of the conformance cases gives the actions, the exit code and the problems expected of it. */
class ConformanceTest {

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        var folder = SharedData.require("data/iac-conformance/cases");
        try (var folders = Files.list(folder)) {
            var cases = folders.sorted().toList();
            assertThat(cases).hasSizeGreaterThanOrEqualTo(30);
            return cases.stream().map(path -> DynamicTest.dynamicTest(path.getFileName() + "", () -> agrees(path)));
        }
    }

    private static void agrees(Path folder) throws IOException {
        var expected = JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
        var state = folder.resolve("state.json");
        var result = new OfflinePlanner(Clock.systemUTC())
                .plan(new OfflinePlanner.Request(
                        ConfigurationFiles.read(folder.resolve("project.yml")),
                        Map.of(),
                        null,
                        Files.exists(state) ? Files.readString(state) : null,
                        false));
        assertThat(exit(result))
                .as("%s", result.problems())
                .isEqualTo(expected.get("exit").asInt());
        var plan = Optional.ofNullable(result.plan());
        assertThat(addresses(plan, Action.CREATE)).containsExactlyInAnyOrderElementsOf(texts(expected.get("create")));
        assertThat(addresses(plan, Action.UPDATE)).containsExactlyInAnyOrderElementsOf(texts(expected.get("update")));
        assertThat(addresses(plan, Action.DELETE)).containsExactlyElementsOf(texts(expected.get("delete")));
        for (String key : List.of("problems", "warnings")) {
            for (JsonNode like : expected.path(key)) {
                assertThat(result.problems()).as("%s", like).anyMatch(problem -> meets(problem, like));
            }
        }
        plan.ifPresent(made ->
                assertThat(PlanText.of(made, false).lines().toList().getLast()).isEqualTo(PlanText.summary(made)));
    }

    private static int exit(OfflinePlanner.Result result) {
        return result.failure().isPresent() ? 1 : result.hasChanges() ? 2 : 0;
    }

    private static List<String> addresses(Optional<Plan> plan, Action action) {
        return plan.stream()
                .flatMap(made -> made.changes().stream())
                .filter(change -> change.action() == action)
                .map(Plan.ResourceChange::address)
                .toList();
    }

    private static boolean meets(Problem problem, JsonNode like) {
        var said = (problem.message() + " " + problem.remedy()).toLowerCase(Locale.ROOT);
        var lines = new ArrayList<Integer>();
        if (like.has("line")) {
            (like.get("line").isArray()
                            ? like.get("line")
                            : JsonMapper.shared().createArrayNode().add(like.get("line")))
                    .forEach(line -> lines.add(line.asInt()));
        }
        return (!like.has("path") || problem.path().equals(like.get("path").asString()))
                && (lines.isEmpty() || lines.contains(problem.line()))
                && said.contains(like.get("like").asString().toLowerCase(Locale.ROOT));
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        if (array != null) {
            array.forEach(node -> texts.add(node.asString()));
        }
        return texts;
    }
}
