package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blockyard.dataiku.DssClient.Patience;
import io.blockyard.dataiku.ScriptedServer.Reply;
import io.blockyard.dataiku.sandbox.LoggedRequest;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.dataiku.sandbox.Trouble;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How calls to a busy, failing or silent instance go on. */
class DssPatienceTest {

    private static final Reply ME = Reply.of(200, "{\"authIdentifier\": \"ada\"}");
    private static final Reply BUSY = Reply.of(503, "{\"message\": \"starting\"}");

    @TempDir
    Path folder;

    @Test
    void triesAgainAfterGrowingWaits() throws IOException {
        try (var server = ScriptedServer.answering(BUSY, BUSY, Reply.of(502, ""), ME)) {
            assertThat(client(server, 4).user()).isEqualTo("ada");

            assertThat(server.calls()).isEqualTo(4);
            assertThat(server.millisBefore(1)).isGreaterThanOrEqualTo(40);
            assertThat(server.millisBefore(2)).isGreaterThanOrEqualTo(80);
            assertThat(server.millisBefore(3)).isGreaterThanOrEqualTo(160);
        }
    }

    @Test
    void whatAnEarlierAttemptDeletedIsGoneAsWanted() throws IOException {
        try (var server = ScriptedServer.answering(Reply.of(502, ""), Reply.of(404, "{}"))) {
            client(server, 4).project("P").deleteRecipe("r");
            assertThat(server.calls()).isEqualTo(2);

            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> client(server, 4).project("P").deleteRecipe("r"))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ProblemException.Kind.NOT_FOUND));
        }
    }

    @Test
    void aBundleIsAskedForOnceAndFoundWhenTheAnswerWasLost() throws IOException {
        var none = Reply.of(200, "{\"bundles\": []}");
        var made = Reply.of(200, "{\"bundles\": [{\"bundleId\": \"v1\"}]}");
        try (var server = ScriptedServer.answering(none, Reply.of(504, ""), made)) {
            assertThat(client(server, 4).project("P").bundles().make("v1", "")).isTrue();
            assertThat(server.calls()).isEqualTo(3);
        }
        try (var server = ScriptedServer.answering(none, Reply.of(504, ""), none)) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> client(server, 4).project("P").bundles().make("v1", ""))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ProblemException.Kind.REMOTE));
            assertThat(server.calls()).isEqualTo(3);
        }
    }

    /** Each answer is of a size that may be, all of them together are not. */
    @Test
    void aProjectIsReadWithinABound() throws IOException {
        var empty = Reply.of(200, "{}");
        var none = Reply.of(200, "[]");
        var answers = new HashMap<String, Reply>();
        var project = "/public/api/projects/P";
        List.of("", "/metadata", "/settings", "/variables", "/tags", "/wiki")
                .forEach(path -> answers.put(project + path, empty));
        List.of("/datasets/", "/recipes/", "/flow/zones").forEach(path -> answers.put(project + path, none));
        var large = Reply.of(200, "{\"data\": \"" + "x".repeat(6 << 20) + "\"}");
        var names = IntStream.range(0, 30).mapToObj(number -> number + ".txt").toList();
        names.forEach(name -> answers.put(project + "/libraries/contents/" + name, large));
        answers.put(
                project + "/libraries/contents",
                Reply.of(
                        200,
                        names.stream()
                                .map(name -> "{\"name\": \"" + name + "\"}")
                                .toList()
                                .toString()));
        try (var server = ScriptedServer.answering(answers)) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> client(server, 1).read("P"))
                    .withMessageContaining("more than 128 MiB");
        }
    }

    /** DSS's error for an absent file of the library is not always 404. */
    @Test
    void aLibraryFileThatIsNotListedIsNotThere() throws IOException {
        var library = "/public/api/projects/P/libraries/contents";
        try (var server = ScriptedServer.answering(Map.of(
                library,
                Reply.of(200, "[{\"name\": \"python\", \"children\": [{\"name\": \"a.py\"}]}]"),
                library + "/python/a.py",
                Reply.of(200, "{\"data\": \"a = 1\"}"),
                library + "/python/b.py",
                Reply.of(500, "{\"message\": \"no such file\"}")))) {
            var project = client(server, 2).project("P");

            assertThat(project.library().file("python/a.py")).contains("a = 1");
            assertThat(project.library().file("python/b.py")).isEmpty();
        }
    }

    @Test
    void waitsAsLongAsTheInstanceAsks() throws IOException {
        var inASecond = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2));
        try (var server = ScriptedServer.answering(
                Reply.of(429, "").with("Retry-After", "1"), Reply.of(429, "").with("Retry-After", inASecond), ME)) {
            assertThat(client(server, 4).user()).isEqualTo("ada");

            assertThat(server.millisBefore(1)).isGreaterThanOrEqualTo(990);
        }
    }

    @Test
    void everybodyHoldsStillWhenTheInstanceIsBusy() throws Exception {
        var pace = new Pace(1_000);
        pace.holdStill(Duration.ofMillis(300));
        var begin = System.nanoTime();
        pace.await();
        assertThat(System.nanoTime() - begin)
                .isGreaterThanOrEqualTo(Duration.ofMillis(290).toNanos());
    }

    @Test
    void spreadsCallsOverTime() throws Exception {
        var pace = new Pace(100);
        var begin = System.nanoTime();
        for (var call = 0; call < 100 + 30; call++) {
            pace.await();
        }
        assertThat(System.nanoTime() - begin).isBetween(280_000_000L, 3_000_000_000L);
    }

    @Test
    void givesUpWithTheLastAnswerInWords() throws IOException {
        try (var server = ScriptedServer.answering(BUSY)) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> client(server, 3).user())
                    .withMessageContaining("answered 503")
                    .withMessageContaining("starting");
            assertThat(server.calls()).isEqualTo(3);
        }
    }

    @Test
    void doesNotRepeatWhatMayHaveTakenEffect() throws IOException {
        try (var server = ScriptedServer.answering(Reply.of(502, ""))) {
            var http = new DssHttp(
                    server.url(), "key", patience(4), HttpWire.anywhere(Duration.ofSeconds(2)), new Pace(1_000));
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> http.post("/projects/", Documents.empty()));
            assertThat(server.calls()).isEqualTo(1);
        }
    }

    @Test
    void saysThatNoAnswerCame() throws IOException {
        try (var server = ScriptedServer.silent()) {
            var patience = new Patience(
                    Duration.ofSeconds(2), Duration.ofMillis(200), 2, Duration.ofMillis(10), Duration.ZERO);
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> new DssClient(server.url(), "key", patience).user())
                    .withMessageContaining("no whole answer within");
            assertThat(server.calls()).isEqualTo(2);
        }
    }

    @Test
    void readsAProjectOfAnInstanceThatFailsNowAndThen() throws IOException {
        var project = GeneratedProject.write(folder, "SHAKY", 30, 30, 3);
        var options = SandboxOptions.local(folder, "key").with(new Trouble(Duration.ZERO, 0.2, -1));
        try (var sandbox = Sandbox.start(options)) {
            var patience = new Patience(
                    Duration.ofSeconds(5), Duration.ofSeconds(10), 12, Duration.ofMillis(5), Duration.ofMillis(20));

            var live = new DssClient(sandbox.address(), "key", patience).read("SHAKY");

            var expected = ProjectFolder.at(project, "SHAKY").read();
            assertThat(live.warnings()).isEmpty();
            assertThat(live.zones()).isEqualTo(expected.zones());
            assertThat(live.datasets()).isEqualTo(expected.datasets());
            assertThat(live.recipes()).isEqualTo(expected.recipes());
        }
    }

    @Test
    void asksForListsAndNotForEachObject() throws IOException {
        GeneratedProject.write(folder, "LISTED", 50, 7, 5);
        List<LoggedRequest> requests = new CopyOnWriteArrayList<>();
        try (var sandbox = Sandbox.start(SandboxOptions.local(folder, "key").with(requests::add))) {
            new DssClient(sandbox.address(), "key").read("LISTED");
        }
        // One for each payload, and a handful of lists and documents.
        assertThat(requests).hasSizeLessThan(7 + 20);
    }

    @Test
    void saysWhatItCouldNotReadAndGoesOn() throws IOException {
        var project = GeneratedProject.write(folder, "PARTLY", 3, 3, 1);
        Files.createDirectories(project.resolve("lib/python"));
        Files.writeString(project.resolve("lib/python/helper.py"), "x = 1\n");
        try (var sandbox = Sandbox.start(SandboxOptions.local(folder, "key"));
                var partly = FailingProxy.before(sandbox.address(), "/recipes/r1", "/libraries/contents/python/")) {
            var snapshot = new DssClient(partly.url(), "key", patience(1)).read("PARTLY");

            assertThat(snapshot.recipes())
                    .extracting(ProjectSnapshot.Recipe::name)
                    .containsExactly("r0", "r1", "r2");
            assertThat(snapshot.recipe("r1").orElseThrow().payload()).isEmpty();
            assertThat(snapshot.recipe("r1").orElseThrow().inputs()).hasSize(1);
            assertThat(snapshot.warnings())
                    .extracting(Problem::path)
                    .containsExactlyInAnyOrder("recipes/r1", "lib/python/helper.py");
        }
    }

    private static DssClient client(ScriptedServer server, int attempts) {
        return new DssClient(server.url(), "key", patience(attempts));
    }

    private static Patience patience(int attempts) {
        return new Patience(
                Duration.ofSeconds(2), Duration.ofSeconds(5), attempts, Duration.ofMillis(40), Duration.ofSeconds(3));
    }
}
