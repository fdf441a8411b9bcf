package io.blockyard.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.search.Blocks;
import io.blockyard.search.ListFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it indexes leaves an index that opens and goes on. */
class IndexCrashTest {

    private static final boolean FULL = Boolean.getBoolean("tests.full");
    /** Two commits, and as much again behind them. */
    private static final int BLOCKS = FULL ? 8_000 : 4_000;

    private static final int KILLS = FULL ? 12 : 1;

    @TempDir
    Path home;

    @Test
    void after_a_kill_every_committed_batch_is_whole_and_the_rest_follows() throws Exception {
        long before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            killWhileIndexing(before);
            try (var index = BlockIndex.open(home.resolve(IndexFormat.of("").folderName()), IndexFormat.of(""))) {
                assertThat(index.sequence()).isGreaterThanOrEqualTo(before);
                assertThat(index.documents()).isEqualTo(index.sequence());
                before = index.sequence();
            }
        }
        try (var follower = new IndexFollower(Indexer.feed(), home, null)) {
            follower.catchUp();
            assertThat(follower.index().documents()).isEqualTo(BLOCKS);
            assertThat(follower.index().isComplete()).isTrue();
        }
    }

    private void killWhileIndexing(long before) throws IOException, InterruptedException {
        var log = home.resolve("indexer.log").toFile();
        var indexer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Indexer.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        var folder = home.resolve(IndexFormat.of("").folderName());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        long generation = generation(folder);
        while (generation(folder) <= generation && indexer.isAlive() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        indexer.destroyForcibly();
        assertThat(indexer.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(generation(folder)).as(Files.readString(log.toPath())).isPositive();
    }

    /** The number of the last commit. */
    private static long generation(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("segments_"))
                    .mapToLong(name -> Long.parseLong(name.substring("segments_".length()), Character.MAX_RADIX))
                    .max()
                    .orElse(0);
        }
    }

    /** What runs in the other process. */
    static final class Indexer {
        private Indexer() {}

        public static void main(String[] arguments) {
            try (var follower = new IndexFollower(feed(), Path.of(arguments[0]), null)) {
                follower.catchUp();
            }
        }

        static ListFeed feed() {
            var feed = new ListFeed();
            Blocks.generated(BLOCKS, 21).forEach(block -> feed.put(block, ""));
            return feed;
        }
    }
}
