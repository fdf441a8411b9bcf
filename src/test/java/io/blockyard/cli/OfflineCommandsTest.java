package io.blockyard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.blockyard.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands that need no server, as a person types them. */
class OfflineCommandsTest {

    private final CommandRun.Shell shell = CommandRun.Shell.in(Path.of(""));

    @TempDir
    private Path folder;

    @Test
    void theHelpListsEveryCommandWithItsSentence() {
        var help = shell.run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Exit codes").doesNotContain("@|");
        for (var command : Subcommand.values()) {
            assertThat(help.out()).containsPattern("(?m)^  " + command.word() + "\\s+\\p{Lu}");
        }
    }

    @ParameterizedTest
    @EnumSource(Subcommand.class)
    void everyCommandHasHelpOfItsOwn(Subcommand command) {
        var help = shell.run(command.word(), "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: blockyard " + command.word()).contains("--help");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void theHelpWrittenForTheLauncherIsWhatTheCommandsAnswer() throws IOException {
        HelpTexts.write(folder);

        for (var words : HelpTexts.commands()) {
            var file = words.isEmpty() ? "blockyard" : String.join(" ", words);
            assertThat(folder.resolve("plain").resolve(file))
                    .content()
                    .contains(("Usage: blockyard " + String.join(" ", words)).strip());
            assertThat(folder.resolve("colored").resolve(file)).content().contains("\u001b[");
        }
        assertThat(folder.resolve("plain/source add"))
                .hasContent(shell.run("source", "add", "--help").out());
        assertThat(folder.resolve("plain/blockyard")).content().contains("Exit codes");
    }

    @Test
    void everyCommandHasAnExampleAndEveryExampleIsOneThatCanBeTyped() {
        assertThat(HelpTexts.commands().stream().skip(1).map(words -> String.join(" ", words) + " "))
                .as("commands without an example")
                .allMatch(words -> Examples.all().stream().anyMatch(line -> (line + " ").startsWith(words)));

        var root = new CommandLine(BlockyardCommand.class, new CommandFactory(Terminal.ofProcess()));
        for (var command : Subcommand.values()) {
            root.addSubcommand(command.word(), command.load(new CommandFactory(Terminal.ofProcess())));
        }
        for (var line : Examples.all()) {
            var words = Pattern.compile("\"([^\"]*)\"|\\S+")
                    .matcher(line)
                    .results()
                    .map(word -> word.group(1) == null ? word.group() : word.group(1))
                    .map(word -> word.matches("ID|COMPOSITION") ? new UUID(0, 1).toString() : word)
                    .toArray(String[]::new);
            assertThatCode(() -> root.parseArgs(words)).as(line).doesNotThrowAnyException();
        }
    }

    @Test
    void aMistypedCommandIsToldWhatWasMeant() {
        var run = shell.run("serch", "vibration");

        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).contains("serch").contains("Did you mean").contains("search");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aMistypedOptionIsToldInJsonWhenJsonWasAskedFor() {
        var run = shell.run("plan", "--json", "--confg", "x.yml");

        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run.json().at("/problems/0/code").stringValue()).isEqualTo("cli.usage");
        assertThat(run.json().at("/problems/0/remedy").stringValue()).contains("--config");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void withTheDetailedExitCodeEveryFailureIsOne() {
        assertThat(shell.run("plan", "--detailed-exitcode").exitCode()).isEqualTo(1);
        assertThat(shell.run("plan", "--detailed-exitcode", "--nope").exitCode())
                .isEqualTo(1);
        assertThat(shell.run("plan", "--detailed-exitcode", "-c", "absent.yml").exitCode())
                .isEqualTo(1);
        assertThat(shell.run("plan", "-c", "absent.yml").exitCode()).isEqualTo(ExitCode.INVALID);
    }

    @Test
    void inspectShowsTheZonesOfASample() {
        var run = shell.run("inspect", "samples/projects/COMPRESSOR_MONITORING");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("publishable").contains("inputs").contains("outputs");
    }

    @Test
    void inspectInJsonIsWhatIsExpectedOfEveryRealProject() throws IOException {
        var projects = SharedData.require("data/dss-projects");
        var expected = JsonMapper.shared().readTree(Files.readString(projects.resolve("expected-boundaries.json")));

        assertThat(expected.propertyStream()).allSatisfy(project -> {
            var run = shell.run("inspect", projects.resolve(project.getKey()).toString(), "--json");
            assertThat(run.exitCode()).isZero();
            assertThat(run.json()).isEqualTo(project.getValue());
        });
    }

    @Test
    void aFolderThatIsNoProjectIsSaidSo() {
        var run = shell.run("inspect", folder.toString(), "--json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run.json().at("/problems/0/message").stringValue()).contains(folder.toString());
    }

    @Test
    void pathsAreRelativeToTheFolderOneStandsIn() throws IOException {
        Files.writeString(folder.resolve("project.yml"), "version: \"1.0\"\nproject: {key: DEMO}\n");
        var here = CommandRun.Shell.in(folder);

        assertThat(here.run("validate", "project.yml").exitCode()).isZero();
        var plan = here.run("plan", "-c", "project.yml", "--out", "plan.json");
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).contains("+ project.DEMO").endsWith("Plan: 1 to create, 0 to update, 0 to destroy.\n");
        assertThat(folder.resolve("plan.json")).content().contains("\"resource_changes\"");
    }

    @Test
    void brokenYamlIsToldWithItsLineAndNothingElse() throws IOException {
        Files.writeString(folder.resolve("broken.yml"), "project:\n  key: [A\n");
        var here = CommandRun.Shell.in(folder);

        for (var run : new CommandRun[] {here.run("plan", "-c", "broken.yml"), here.run("validate", "broken.yml")}) {
            assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("line ").doesNotContain("Exception").doesNotContain("\tat ");
        }
    }

    @Test
    void theEnvironmentOfTheProcessIsSubstituted() throws IOException {
        Files.writeString(
                folder.resolve("project.yml"), "version: \"1.0\"\nproject: {key: DEMO, name: \"{{ env.TITLE }}\"}\n");
        var here = CommandRun.Shell.in(folder);

        assertThat(here.with(Map.of("TITLE", "Compressors"))
                        .run("plan", "-c", "project.yml")
                        .out())
                .contains("Compressors");
        assertThat(here.run("plan", "-c", "project.yml").err()).contains("TITLE");
    }

    @Test
    void strictFailsOnAWarning() throws IOException {
        Files.writeString(folder.resolve("project.yml"), "version: 1.0\nproject: {key: DEMO}\n");
        var here = CommandRun.Shell.in(folder);

        assertThat(here.run("validate", "project.yml").exitCode()).isZero();
        assertThat(here.run("validate", "--strict", "project.yml").exitCode()).isEqualTo(ExitCode.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "crawls", "plans", "projects", "user list", "token list", "source list"})
    void whatNeedsAServerSaysSoWhenThereIsNone(String command) {
        var arguments = Stream.concat(Stream.of(command.split(" ")), Stream.of("--server", "http://127.0.0.1:1"));
        var nobody = shell.with(Map.of("BLOCKYARD_TOKEN", "x")).run(arguments.toArray(String[]::new));

        assertThat(nobody.exitCode()).isEqualTo(ExitCode.SETTINGS);
        assertThat(nobody.err()).contains("No Blockyard server answers at http://127.0.0.1:1");
        assertThat(shell.run(command.split(" ")).err()).contains("no API token was given");
    }

    /** The cases that everybody agrees on, through the command: its exit code and its one JSON document. */
    @Test
    void theConformanceCasesAgreeThroughTheCommand() throws IOException {
        try (var cases = Files.list(SharedData.require("data/iac-conformance/cases"))) {
            assertThat(cases.sorted()).isNotEmpty().allSatisfy(this::agrees);
        }
    }

    private void agrees(Path conformance) throws IOException {
        var expected = JsonMapper.shared().readTree(Files.readString(conformance.resolve("expected.json")));
        var arguments = Stream.of("plan", "-c", "project.yml", "--detailed-exitcode", "--json");
        if (Files.exists(conformance.resolve("state.json"))) {
            arguments = Stream.concat(arguments, Stream.of("--state-file", "state.json"));
        }
        var run = CommandRun.Shell.in(conformance).run(arguments.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.out()).isEqualTo(expected.path("exit").intValue());
        for (var action : new String[] {"create", "update"}) {
            if (expected.has(action)) {
                assertThat(addresses(run.json(), action))
                        .as(action)
                        .containsExactlyInAnyOrderElementsOf(texts(expected.path(action)));
            }
        }
        assertThat(addresses(run.json(), "delete")).containsExactlyElementsOf(texts(expected.path("delete")));
        for (var list : new String[] {"problems", "warnings"}) {
            expected.path(list)
                    .forEach(wanted -> assertThat(run.json().path("problems"))
                            .as(run.out())
                            .anySatisfy(problem ->
                                    assertThat(meets(problem, wanted)).isTrue()));
        }
    }

    private static List<String> addresses(JsonNode plan, String action) {
        return plan.path("resource_changes")
                .valueStream()
                .filter(change -> change.path("action").stringValue().equals(action))
                .map(change -> change.path("address").stringValue())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }

    private static boolean meets(JsonNode problem, JsonNode wanted) {
        var text =
                (problem.path("message").stringValue() + problem.path("remedy").stringValue()).toLowerCase(Locale.ROOT);
        return (!wanted.has("path") || problem.path("path").equals(wanted.path("path")))
                && text.contains(wanted.path("like").stringValue("").toLowerCase(Locale.ROOT));
    }
}
