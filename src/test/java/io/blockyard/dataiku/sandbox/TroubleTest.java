package io.blockyard.dataiku.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blockyard.dataiku.DssClient;
import io.blockyard.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A sandbox that is slow or fails as it was told to, and its log of requests. */
class TroubleTest {

    private static final DssClient.Patience QUICK = new DssClient.Patience(
            Duration.ofSeconds(5), Duration.ofSeconds(20), 30, Duration.ofMillis(1), Duration.ofMillis(2));

    @TempDir
    Path folder;

    @Test
    void waitsBeforeEveryAnswer() {
        try (var sandbox = start(Trouble.slow(Duration.ofMillis(60)))) {
            var begin = System.nanoTime();
            new DssClient(sandbox.address(), "key").projects();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(55));
        }
    }

    @Test
    void failsForAMomentWithoutAnEffectSoThatAPatientClientComesThrough() {
        try (var sandbox = start(new Trouble(Duration.ZERO, 0.4, -1))) {
            var dss = new DssClient(sandbox.address(), "key", QUICK);
            var project = Attempts.untilItWorks(() -> dss.createProject("P", "P", ""));
            for (var number = 0; number < 20; number++) {
                var name = "d" + number;
                Attempts.untilItWorks(() -> {
                    project.createManagedDataset(name, "filesystem_managed", "");
                    return name;
                });
            }
            assertThat(dss.read("P").datasets()).hasSize(20);
        }
    }

    @Test
    void answersAsManyRequestsAsItWasToldTo() {
        try (var sandbox = start(new Trouble(Duration.ZERO, 0, 2))) {
            var dss = new DssClient(sandbox.address(), "key", DssClient.Patience.brief());
            assertThat(dss.user()).isEqualTo("sandbox");
            assertThat(dss.projects()).isEmpty();
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(dss::projects)
                    .withMessageContaining("503");
        }
    }

    @Test
    void refusesTroubleThatMakesNoSense() {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> new Trouble(Duration.ofMillis(-1), 0, -1));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> new Trouble(Duration.ZERO, 1.5, -1));
    }

    @Test
    void writesEveryRequestToALogAndNoKey() throws Exception {
        var file = folder.resolve("requests.jsonl");
        List<LoggedRequest> seen = new CopyOnWriteArrayList<>();
        try (var log = RequestLog.at(file);
                var sandbox = Sandbox.start(SandboxOptions.local(folder.resolve("projects"), "secret-key")
                        .with(request -> {
                            seen.add(request);
                            log.accept(request);
                        }))) {
            var dss = new DssClient(sandbox.address(), "secret-key");
            dss.createProject("P", "Pumps", "").library().put("python/x.py", "x = 1\n");
        }

        var lines = Files.readAllLines(file).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(lines).hasSameSizeAs(seen);
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("method").stringValue()).isEqualTo("POST");
            assertThat(line.path("path").stringValue())
                    .isEqualTo("/public/api/projects/P/libraries/contents/python/x.py");
            assertThat(line.path("body").stringValue()).isEqualTo("x = 1\n");
            assertThat(line.path("status").intValue()).isEqualTo(200);
        });
        assertThat(Files.readString(file)).doesNotContain("secret-key").doesNotContain("Authorization");
    }

    private Sandbox start(Trouble trouble) {
        return Sandbox.start(SandboxOptions.local(folder, "key").with(trouble));
    }

    /** A failed request had no effect, so that it may be sent again. */
    private static final class Attempts {
        static <T> T untilItWorks(java.util.function.Supplier<T> work) {
            for (var attempt = 0; ; attempt++) {
                try {
                    return work.get();
                } catch (ProblemException failure) {
                    assertThat(attempt).as(failure.getMessage()).isLessThan(50);
                }
            }
        }
    }
}
