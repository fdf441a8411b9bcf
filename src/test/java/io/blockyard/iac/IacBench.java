package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.sandbox.LoggedRequest;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.dataiku.sandbox.Trouble;
import io.blockyard.iac.Plan.ResourceChange;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How fast plans are made and applied; {@code ./blockyard bench iac} runs it and shows what it prints. */
class IacBench extends PlansOnSandbox {

    private static final int[] SIZES = {100, 1_000, 10_000};
    private static final Duration LATENCY = Duration.ofMillis(20);

    /** So many resources: the project, chains of three datasets and two recipes, and single datasets for the rest. */
    static String generated(String key, int resources) {
        var datasets = new StringBuilder();
        var recipes = new StringBuilder();
        int left = resources - 1;
        for (int i = 0; left > 0; i++) {
            datasets.append("""
                      - {name: raw_%1$d, type: filesystem, connection: filesystem_managed, path: /raw/%1$d,
                         format_type: csv, schema: [{name: id, type: bigint}, {name: value, type: double}]}
                    """.formatted(i));
            if (left < 5) {
                left--;
                continue;
            }
            datasets.append("  - {name: clean_%d, type: managed, format_type: parquet}\n".formatted(i));
            datasets.append("  - {name: checked_%d, type: managed}\n".formatted(i));
            recipes.append(
                    "  - {name: clean_%1$d, type: sync, inputs: [raw_%1$d], outputs: [clean_%1$d]}\n".formatted(i));
            recipes.append("""
                      - name: check_%1$d
                        type: python
                        inputs: [clean_%1$d]
                        outputs: [checked_%1$d]
                        code: |
                          import dataiku
                          frame = dataiku.Dataset("clean_%1$d").get_dataframe()
                          dataiku.Dataset("checked_%1$d").write_with_schema(frame)
                    """.formatted(i));
            left -= 5;
        }
        return "version: \"1.0\"\nproject: {key: " + key + ", name: Bench}\ndatasets:\n" + datasets + "recipes:\n"
                + recipes;
    }

    @Test
    void plans() throws Exception {
        var work = Files.createTempDirectory("bench-iac");
        for (int size : SIZES) {
            var yaml = generated("BENCH", size);
            var request = new OfflinePlanner.Request(Map.of("project.yml", yaml), Map.of(), null, null, false);
            var planner = new OfflinePlanner(Clock.systemUTC());
            var times = new double[size > 1_000 ? 7 : 25];
            for (int run = 0; run < times.length; run++) {
                long begin = System.nanoTime();
                var plan = planner.plan(request).plan();
                times[run] = seconds(begin);
                assertThat(Objects.requireNonNull(plan).changes()).hasSize(size);
            }
            Arrays.sort(times);
            double median = times[times.length / 2];
            double terraform = terraformPlan(work.resolve("terraform-" + size), size);
            print(
                    "plan of %,d resources, warm: %.0f ms (p50 of %d), %s; terraform plan of as many"
                            + " terraform_data: %s",
                    size,
                    median * 1000,
                    times.length,
                    memory(() -> planner.plan(request)),
                    terraform < 0
                            ? "skipped, no terraform"
                            : String.format(Locale.ROOT, "%.2f s, %.0f times as long", terraform, terraform / median));
            if (size == 1_000 && terraform > 0) {
                assertThat(terraform / median).as("times faster at 1,000").isGreaterThanOrEqualTo(5);
            }
        }
    }

    @Test
    void validation() {
        var yaml = new StringBuilder("version: \"1.0\"\nproject: {key: LINES, name: Lines}\ndatasets:\n");
        for (int i = 0; yaml.toString().lines().count() < 500; i++) {
            yaml.append("""
                      - name: d%1$d
                        type: managed
                        format_type: csv
                        description: number %1$d
                        schema:
                          - {name: id, type: bigint}
                          - {name: wrong, type: no_such_type}
                    """.formatted(i));
        }
        var files = Map.of("project.yml", yaml.toString());
        var validator = new Validator();
        var times = new double[300];
        var processor = new double[times.length];
        var threads = ManagementFactory.getThreadMXBean();
        for (int run = -100; run < times.length; run++) {
            long begin = System.nanoTime();
            long beginProcessor = threads.getCurrentThreadCpuTime();
            assertThat(validator.validate(files, Map.of(), null)).isNotEmpty();
            if (run >= 0) {
                times[run] = seconds(begin);
                processor[run] = (threads.getCurrentThreadCpuTime() - beginProcessor) / 1e9;
            }
        }
        Arrays.sort(times);
        Arrays.sort(processor);
        print(
                "validation of 500 lines with errors, warm: %.1f ms, of processor time %.1f ms (p50, bound 20 ms)",
                times[times.length / 2] * 1000, processor[processor.length / 2] * 1000);
        assertThat(processor[processor.length / 2]).isLessThan(0.02);
    }

    @Test
    void applyOfAHundredResources() {
        apply("WARM", new AtomicInteger());
        sandbox.close();
        var calls = new ConcurrentHashMap<String, AtomicInteger>();
        sandbox = Sandbox.start(SandboxOptions.local(projects, "key")
                .with(Trouble.slow(LATENCY))
                .with(request -> calls.computeIfAbsent(name(request), key -> new AtomicInteger())
                        .incrementAndGet()));
        var longest = new AtomicInteger();
        var took = apply("HUNDRED", longest);
        double bound = 3L * longest.get() * LATENCY.toMillis() / 1000.0 + 5;
        print(
                "apply of 100 resources, 20 ms latency: %.2f s (bound %.2f s: 3 × %d calls on the longest chain × 20 ms"
                        + " + 5 s); %d calls in all",
                took,
                bound,
                longest.get(),
                calls.values().stream().mapToInt(AtomicInteger::get).sum());
        assertThat(took).isLessThanOrEqualTo(bound);
    }

    private static String name(LoggedRequest request) {
        return request.method() + " " + request.path();
    }

    /** Applies and answers the seconds; {@code longest} gets the number of calls on the longest chain of operations. */
    private double apply(String key, AtomicInteger longest) {
        var planned = plan(generated(key, 100));
        var plan = body(planned);
        assertThat(plan.operations()).hasSize(100);
        var digest = plan.digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        decisions.apply(COMPOSER, planned.id(), digest);
        long begin = System.nanoTime();
        apply(planned.id(), ApplyTask.Pacing.usual(), moment -> {});
        double took = seconds(begin);
        assertThat(state(planned.id())).isEqualTo(PlanState.APPLIED);
        longest.set(longestChain(plan.operations()));
        return took;
    }

    /** Operations of each kind take so many calls, counted one by one on a sandbox of its own. */
    private int longestChain(List<ResourceChange> operations) {
        var calls = new AtomicInteger();
        var perAddress = new HashMap<String, Integer>();
        try (var counted = Sandbox.start(SandboxOptions.local(keys.resolve("counted" + operations.hashCode()), "key")
                .with(request -> calls.incrementAndGet()))) {
            var client = new DssClient(counted.address(), "key");
            var key = operations.getFirst().name();
            var marker = new io.blockyard.iac.apply.PlanMarker(new java.util.UUID(0, 1));
            var writer = new io.blockyard.iac.apply.TargetWriter(client, key, operations, marker);
            var inverses = new io.blockyard.iac.apply.Inverses(client, key, marker);
            for (var change : operations) {
                calls.set(0);
                var captured = inverses.capture(change);
                writer.carryOut(change, captured, new io.blockyard.iac.apply.TargetWriter.Attempt(false, "", id -> {}));
                perAddress.put(change.address(), calls.get());
            }
        }
        var longest = new HashMap<String, Integer>();
        for (var change : operations) {
            int before = change.dependsOn().stream()
                    .mapToInt(needed -> longest.getOrDefault(needed, 0))
                    .max()
                    .orElse(0);
            longest.put(change.address(), before + perAddress.getOrDefault(change.address(), 0));
        }
        return longest.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static double terraformPlan(Path folder, int size) throws IOException, InterruptedException {
        var binary = System.getProperty("bench.terraform", "");
        if (binary.isEmpty()) {
            return -1;
        }
        Files.createDirectories(folder);
        var blocks = new StringBuilder();
        for (int i = 0; i < size; i++) {
            blocks.append("resource \"terraform_data\" \"r%1$d\" {\n  input = \"value %1$d\"\n}\n".formatted(i));
        }
        Files.writeString(folder.resolve("main.tf"), blocks);
        run(folder, binary, "init", "-input=false");
        double best = Double.MAX_VALUE;
        for (int run = 0; run < (size > 1_000 ? 1 : 3); run++) {
            long begin = System.nanoTime();
            run(folder, binary, "plan", "-input=false", "-no-color");
            best = Math.min(best, seconds(begin));
        }
        return best;
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as("%s", List.of(command)).isZero();
    }

    /** What a plan costs in memory, in words: what is allocated on the way, and what its result holds. */
    private static String memory(Supplier<?> work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        var kept = work.get();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        long with = used();
        Reference.reachabilityFence(kept);
        kept = null;
        long without = used();
        return String.format(
                Locale.ROOT, "%.0f MB allocated, %.1f MB held by the plan", allocated / 1e6, (with - without) / 1e6);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println("bench " + String.format(Locale.ROOT, format, values));
    }
}
