package io.blockyard.dataiku;

import io.blockyard.dataiku.Origin.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that fetched repositories lie in. Every fetch leaves behind what newer commits no longer need, so that a
 * store that has grown is fetched anew, those that nobody asked for in a long time go, and when all of them are too large
 * the longest unused go first.
 */
final class GitCache {

    private static final Logger LOG = LoggerFactory.getLogger(GitCache.class);
    private static final Map<Path, ReentrantLock> IN_USE = new ConcurrentHashMap<>();
    private static final String END = ".git";

    private final Path folder;
    private final Limits limits;

    /**
     * What may be kept.
     *
     * @param store bytes of one repository
     * @param all bytes of all of them
     * @param unused for how long
     */
    record Limits(long store, long all, Duration unused) {

        static Limits usual() {
            return new Limits(1L << 30, 8L << 30, Duration.ofDays(30));
        }
    }

    /** @param folder it is made when it is missing */
    GitCache(Path folder, Limits limits) {
        this.folder = folder.toAbsolutePath().normalize();
        this.limits = limits;
    }

    /** Where one branch of a repository is kept. */
    Path store(GitRepository origin) {
        var name = (origin.url() + " " + origin.branch()).getBytes(StandardCharsets.UTF_8);
        return folder.resolve(UUID.nameUUIDFromBytes(name) + END);
    }

    /** Whose turn it is with a store; held while it is read. */
    ReentrantLock turn(Path store) {
        return IN_USE.computeIfAbsent(store, key -> new ReentrantLock());
    }

    /** Makes room before a fetch: in the store itself, whose turn the caller has, and beside it. */
    void makeRoom(Path store) throws IOException {
        Files.createDirectories(folder);
        if (size(store) > limits.store()) {
            delete(store);
        }
        trim(store);
    }

    /** Notes that a store was used just now. */
    void used(Path store) throws IOException {
        Files.setLastModifiedTime(store, FileTime.from(Instant.now()));
    }

    private void trim(Path current) throws IOException {
        var oldest = Instant.now().minus(limits.unused());
        long total = 0;
        for (var store : newestFirst()) {
            total += size(store);
            boolean goes = total > limits.all() || lastUsed(store).isBefore(oldest);
            if (goes && !store.equals(current)) {
                deleteUnlessInUse(store);
            }
        }
    }

    private void deleteUnlessInUse(Path store) throws IOException {
        var turn = turn(store);
        if (turn.tryLock()) {
            try {
                delete(store);
            } finally {
                turn.unlock();
            }
        }
    }

    private List<Path> newestFirst() throws IOException {
        try (var children = Files.list(folder)) {
            return children.filter(child -> child.toString().endsWith(END))
                    .filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparing(GitCache::lastUsed).reversed())
                    .toList();
        }
    }

    private static Instant lastUsed(Path store) {
        try {
            return Files.getLastModifiedTime(store, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    /** Bytes of all files; what changes meanwhile does not count. */
    static long size(Path store) {
        if (!Files.isDirectory(store)) {
            return 0;
        }
        try (var files = Files.walk(store)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | java.io.UncheckedIOException changing) {
            return 0;
        }
    }

    /** Deletes a store whose turn the caller has. */
    static void delete(Path store) throws IOException {
        if (!Files.isDirectory(store)) {
            return;
        }
        LOG.debug("The fetched repository {} goes", store);
        try (var files = Files.walk(store)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
