package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.dataiku.sandbox.Trouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast projects are read; {@code ./blockyard bench dss} runs it and shows what it prints. */
class DssBench {

    private static final Duration LATENCY = Duration.ofMillis(20);

    @TempDir
    Path folder;

    @Test
    void crawlOfALargeProjectOverHttp() throws IOException {
        GeneratedProject.write(folder, "LARGE", 1_000, 800, 40);
        GeneratedProject.write(folder, "SMALL", 20, 20, 2);
        var options = SandboxOptions.local(folder, "key").with(Trouble.slow(LATENCY));
        try (var sandbox = Sandbox.start(options)) {
            var client = new DssClient(sandbox.address(), "key");
            // A server that crawls has its classes loaded.
            for (var run = 0; run < 5; run++) {
                client.read("SMALL");
            }

            var begin = System.nanoTime();
            var snapshot = client.read("LARGE");
            var crawl = seconds(begin);

            begin = System.nanoTime();
            var calls = oneAfterAnother(sandbox.address(), snapshot);
            var sequential = seconds(begin);

            var bound =
                    2 * (snapshot.recipes().size() / (double) RemoteProject.AT_ONCE) * LATENCY.toMillis() / 1000 + 3;
            print(
                    "crawl of 1,000 datasets, 800 recipes, 40 zones, 20 ms latency: %.2f s (bound %.2f s);"
                            + " one object after another (%d calls): %.2f s; %.1f times faster",
                    crawl, bound, calls, sequential, sequential / crawl);
            assertThat(snapshot.datasets()).hasSize(1_000);
            assertThat(snapshot.warnings()).isEmpty();
            assertThat(sequential / crawl).as("times faster").isGreaterThanOrEqualTo(10);
            assertThat(crawl).as("seconds").isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void snapshotFromAFolder() throws IOException {
        var project = GeneratedProject.write(folder, "MEDIUM", 200, 140, 12);
        var best = Double.MAX_VALUE;
        for (var run = 0; run < 10; run++) {
            var begin = System.nanoTime();
            assertThat(ProjectFolder.at(project).read().datasets()).hasSize(200);
            best = Math.min(best, seconds(begin));
        }
        print(
                "snapshot of 200 datasets, 140 recipes, 12 zones from a folder, warm: %.0f ms (bound 300 ms)",
                best * 1000);
        assertThat(best).isLessThan(0.3);
    }

    @Test
    void hostileInputs() throws IOException {
        var worst = HostileInputsTest.run(folder, 500);
        print(
                "%d hostile zips and documents: each a clear error; slowest %d ms (bound 1,000 ms), most memory"
                        + " %.0f MB (bound 200 MB)",
                worst.inputs(), worst.slowestMillis(), worst.mostBytes() / 1e6);
        assertThat(worst.slowestMillis()).isLessThan(1_000);
    }

    /** The same objects as the crawl reads, each by a call of its own; returns how many calls that took. */
    private static int oneAfterAnother(URI address, ProjectSnapshot project) {
        var patience = DssClient.Patience.usual();
        var http = new DssHttp(address, "key", patience, HttpWire.anywhere(patience.connect()), new Pace(10_000));
        var calls = 0;
        for (var dataset : project.datasets()) {
            http.get(DssPath.project(project.key(), "datasets", dataset.name()));
            calls++;
        }
        for (var recipe : project.recipes()) {
            http.get(DssPath.project(project.key(), "recipes", recipe.name()));
            calls++;
        }
        for (var zone : project.zones()) {
            http.get(DssPath.project(project.key(), "flow", "zones", zone.id()));
            calls++;
        }
        return calls;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println("bench " + String.format(Locale.ROOT, format, values));
    }
}
