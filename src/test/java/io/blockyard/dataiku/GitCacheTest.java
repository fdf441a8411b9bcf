package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.dataiku.Origin.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of fetched repositories, and for how long. */
class GitCacheTest {

    @TempDir
    Path folder;

    @Test
    void whatHasGrownIsOldOrTooMuchGoes() throws IOException {
        var cache = new GitCache(folder, new GitCache.Limits(1_000_000, 1_500_000, Duration.ofDays(30)));
        var current = store(cache, "current", 2_000_000, 0);
        var recent = store(cache, "recent", 900_000, 1);
        var older = store(cache, "older", 900_000, 2);
        var old = store(cache, "old", 10, 31);
        Files.writeString(folder.resolve("notes.txt"), "not ours");

        cache.makeRoom(current);

        assertThat(current).doesNotExist();
        assertThat(recent).exists();
        assertThat(older).doesNotExist();
        assertThat(old).doesNotExist();
        assertThat(folder.resolve("notes.txt")).exists();
    }

    @Test
    void whatIsInUseStays() throws Exception {
        var cache = new GitCache(folder, new GitCache.Limits(1_000_000, 1_500_000, Duration.ofDays(30)));
        var old = store(cache, "old", 10, 31);
        var turn = cache.turn(old);
        var reader = new Thread(turn::lock);
        reader.start();
        reader.join();

        cache.makeRoom(store(cache, "current", 10, 0));
        assertThat(old).exists();

        cache.used(old);
        assertThat(Files.getLastModifiedTime(old).toInstant())
                .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    }

    private static Path store(GitCache cache, String name, int bytes, int daysAgo) throws IOException {
        var store = cache.store(new GitRepository("https://git.example.org/" + name, "", "", "", ""));
        Files.createDirectories(store.resolve("objects"));
        Files.write(store.resolve("objects/pack"), new byte[bytes]);
        Files.setLastModifiedTime(store, FileTime.from(Instant.now().minus(Duration.ofDays(daysAgo))));
        return store;
    }
}
