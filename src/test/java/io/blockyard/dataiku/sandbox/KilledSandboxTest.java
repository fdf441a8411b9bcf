package io.blockyard.dataiku.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A sandbox that is killed while it writes, at any moment, leaves a project that is whole. */
class KilledSandboxTest {

    private static final int ROUNDS = Boolean.getBoolean("tests.full") ? 40 : 4;
    /** So many files change with one rename that most kills come while it is under way. */
    private static final int READERS = 40;

    private static final DssClient.Patience IMPATIENT = new DssClient.Patience(
            Duration.ofSeconds(2), Duration.ofSeconds(20), 1, Duration.ZERO, Duration.ofMillis(1));

    @TempDir
    Path projects;

    private final Random random = new Random(7);
    /** The last number that the sandbox has confirmed, of the file that one writer counts up. */
    private final AtomicInteger confirmed = new AtomicInteger();

    @Test
    void isWholeAfterEveryKill() throws Exception {
        prepare();
        for (var round = 0; round < ROUNDS; round++) {
            var process = start();
            var address = address(process);
            var writers = List.of(
                    Thread.ofVirtual().start(() -> untilItDies(() -> renameBackAndForth(address))),
                    Thread.ofVirtual().start(() -> untilItDies(() -> moveBetweenZones(address))),
                    Thread.ofVirtual().start(() -> untilItDies(() -> rewriteRecipe(address))),
                    Thread.ofVirtual().start(() -> untilItDies(() -> countUp(address))));
            if (round == 0) {
                // A busy machine may take longer over the first change than all rounds last.
                await().until(() -> confirmed.get() > 0);
            }
            TimeUnit.MILLISECONDS.sleep(80 + random.nextInt(400));
            process.destroyForcibly();
            process.waitFor();
            for (var writer : writers) {
                writer.join();
            }

            requireNoTornFile();
            try (var again = Sandbox.start(SandboxOptions.local(projects, "key"))) {
                requireWhole(new DssClient(again.address(), "key").read("P"));
            }
            requireWhole(ProjectFolder.at(projects.resolve("P"), "P").read());
            requireNothingUnfinished();
        }
        assertThat(confirmed).as("changes that were made before a kill").hasPositiveValue();
    }

    private void prepare() throws IOException {
        try (var sandbox = Sandbox.start(SandboxOptions.local(projects, "key"))) {
            var project = new DssClient(sandbox.address(), "key").createProject("P", "P", "");
            Stream.of("raw", "left", "out")
                    .forEach(name -> project.createManagedDataset(name, "filesystem_managed", ""));
            project.createRecipe(Recipe.of("make", document("""
                            {"type": "python",
                             "inputs": {"main": {"items": [{"ref": "raw"}]}},
                             "outputs": {"main": {"items": [{"ref": "out"}]}}}"""), "x = 0\n"));
            project.createZone("One", "#2ab1ac");
            project.createZone("Two", "#c82423");
            project.library().put("python/count.py", "0");
        }
        for (var number = 0; number < READERS; number++) {
            Files.writeString(projects.resolve("P/datasets/read" + number + ".json"), "{\"type\": \"Filesystem\"}");
            Files.writeString(projects.resolve("P/recipes/reader" + number + ".json"), """
                    {"type": "sync", "inputs": {"main": {"items": [{"ref": "left"}]}},
                     "outputs": {"main": {"items": [{"ref": "read%d"}]}}}""".formatted(number));
        }
    }

    /** Many files change together: the dataset's, and those of all recipes that read it. */
    private void renameBackAndForth(URI address) throws IOException, InterruptedException {
        var current = client(address).project("P").dataset("left").isPresent() ? "left" : "right";
        var other = current.equals("left") ? "right" : "left";
        post(
                address,
                "/projects/P/actions/renameDataset",
                "{\"oldName\": \"%s\", \"newName\": \"%s\"}".formatted(current, other));
    }

    /** Both zones change together: a recipe and its output leave the one and come into the other. */
    private void moveBetweenZones(URI address) {
        var project = client(address).project("P");
        for (var zone : project.zones()) {
            if (!zone.path("id").asString("").equals("default")) {
                project.addItems(zone.path("id").asString(""), List.of(new ZoneItem("RECIPE", "make", "")));
            }
        }
    }

    /**
     * Document and payload change together: the tag is the number that the code has. The recipe reads nothing that is
     * renamed meanwhile, since a document that is sent back replaces whatever happened since it was read.
     */
    private void rewriteRecipe(URI address) {
        DssProject project = client(address).project("P");
        var number = random.nextInt(1_000_000);
        var document = project.recipe("make").orElseThrow().document().deepCopy();
        document.putArray("tags").add("n" + number);
        project.putRecipe("make", document, "x = " + number + "\n");
    }

    private void countUp(URI address) {
        var number = confirmed.get() + 1;
        client(address).project("P").library().put("python/count.py", Integer.toString(number));
        confirmed.set(number);
    }

    private void requireNoTornFile() throws IOException {
        try (var files = Files.walk(projects.resolve("P"))) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !projects.relativize(file).toString().contains("/."))
                    .filter(file -> file.toString().endsWith(".json"))
                    .toList()) {
                assertThat(JsonMapper.shared().readTree(Files.readString(file)).isObject())
                        .as(file.toString())
                        .isTrue();
            }
        }
        assertThat(ProjectFolder.at(projects.resolve("P"), "P").read().recipes())
                .hasSize(READERS + 1);
    }

    private void requireWhole(ProjectSnapshot project) {
        assertThat(project.warnings()).isEmpty();
        var recipe = project.recipe("make").orElseThrow();
        var number = recipe.payload().replaceAll("\\D", "");
        assertThat(recipe.tags()).isIn(List.of(), List.of("n" + number));
        assertThat(project.recipes())
                .flatExtracting(Recipe::inputs)
                .extracting(RecipeItem::ref)
                .allSatisfy(ref -> assertThat(project.dataset(ref)).as(ref).isPresent());
        assertThat(project.datasets()).hasSize(READERS + 3);
        var homes = new ArrayList<List<String>>();
        project.zones().forEach(zone -> {
            var items = zone.items().stream().map(ZoneItem::objectId).sorted().toList();
            if (!items.isEmpty()) {
                homes.add(items);
            }
        });
        assertThat(homes).isIn(List.of(), List.of(List.of("make", "out")));
        assertThat(Integer.parseInt(project.library().get("python/count.py")))
                .isBetween(confirmed.get(), confirmed.get() + 1);
        confirmed.set(Integer.parseInt(project.library().get("python/count.py")));
    }

    private void requireNothingUnfinished() throws IOException {
        try (var files = Files.list(projects.resolve("P"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    private static void untilItDies(Work work) {
        try {
            while (true) {
                work.run();
            }
        } catch (ProblemException | IOException | InterruptedException dead) {
            // The sandbox was killed.
        }
    }

    /** Something that fails once the sandbox is dead. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.blockyard.cli.Main",
                        "sandbox",
                        "--projects",
                        projects.toString(),
                        "--port",
                        "0",
                        "--key",
                        "key",
                        "--json")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static URI address(Process process) throws IOException {
        var output = new StringBuilder();
        var reader = process.inputReader();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            output.append(line);
            var url = output.indexOf("http://");
            if (url >= 0) {
                return URI.create(output.substring(url, output.indexOf("\"", url)));
            }
        }
        throw new IOException("the sandbox did not start: " + output);
    }

    private static DssClient client(URI address) {
        return new DssClient(address, "key", IMPATIENT);
    }

    private static void post(URI address, String path, String body) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create(address + "/public/api" + path))
                            .header("Authorization", "Bearer key")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.discarding());
        }
    }

    private static ObjectNode document(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
