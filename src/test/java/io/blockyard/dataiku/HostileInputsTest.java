package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is given as a zip: a clear sentence, soon, and without eating the memory. */
class HostileInputsTest {

    private static final long MOST_BYTES = 200L << 20;
    private static final long MOST_MILLIS = 1_000;

    @TempDir
    Path folder;

    @Test
    void eachGivesAClearError() throws IOException {
        assertThat(run(folder, Boolean.getBoolean("tests.full") ? 500 : 80).slowestMillis())
                .isLessThan(MOST_MILLIS);
    }

    /** What the worst of all inputs took, in time of the processor. */
    record Worst(int inputs, long slowestMillis, long mostBytes) {}

    static Worst run(Path folder, int count) throws IOException {
        var inputs = new HostileInputs(20261121, folder);
        // What is loaded and compiled once belongs to no input.
        for (var warmUp = 0; warmUp < 20; warmUp++) {
            complaints(inputs.next());
        }
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long slowest = 0;
        long most = 0;
        for (var index = 0; index < count; index++) {
            var zip = inputs.next();
            var allocated = threads.getCurrentThreadAllocatedBytes();
            var begin = threads.getCurrentThreadCpuTime();

            var complaints = complaints(zip);

            var millis = (threads.getCurrentThreadCpuTime() - begin) / 1_000_000;
            var bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
            slowest = Math.max(slowest, millis);
            most = Math.max(most, bytes);
            assertThat(complaints).as("input %d", index).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.message()).hasSizeBetween(20, 600).endsWith(".");
                assertThat(problem.remedy()).isNotBlank();
            });
            assertThat(bytes).as("bytes for input %d", index).isLessThan(MOST_BYTES);
            Files.delete(zip);
        }
        return new Worst(count, slowest, most);
    }

    private static List<Problem> complaints(Path zip) {
        try {
            var archive = new ProjectArchive(zip);
            return archive.read(archive.projects().getFirst().key()).warnings();
        } catch (ProblemException refused) {
            return refused.problems();
        }
    }
}
