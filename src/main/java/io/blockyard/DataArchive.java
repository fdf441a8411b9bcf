package io.blockyard;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A data folder as one zip: a consistent copy of the database, then all other files but the search index, then a
 * list of them with their digests, without which an archive counts as cut off.
 */
public final class DataArchive {

    private static final String CONTENTS = "blockyard-backup.json";
    private static final String FORMAT = "blockyard-backup/1";
    private static final String DATABASE_FILE = "blockyard.mv.db";
    private static final Set<String> LEFT_OUT = Set.of("db", "index", ".portal.lock");
    private static final String ASIDE = "before-restore-";
    private static final String UNFINISHED_RESTORE = ".restore-";

    private DataArchive() {}

    /** What an archive holds. */
    public record Contents(String format, Instant createdAt, List<Item> files) {

        public Contents {
            files = List.copyOf(files);
        }

        public long bytes() {
            return files.stream().mapToLong(Item::size).sum();
        }
    }

    /** One file in an archive; the path is relative, with slashes. */
    public record Item(String path, long size, String sha256) {}

    /**
     * Writes the folder to a file that must not exist yet, also while a portal runs on it: what was committed when
     * the call began is in it.
     *
     * @throws ProblemException of kind CONFLICT when the file exists, INVALID when it lies in the folder itself,
     *     SETTINGS when something cannot be read or written
     */
    public static Contents backUp(DataFolder folder, Path file) {
        if (Files.exists(file)) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "backup.exists",
                    "There is a file " + file + " already.",
                    "Take another name; a backup never overwrites one.");
        }
        // A backup in there would copy itself, growing while it is read, until the disk is full.
        requireOutside(folder, file.toAbsolutePath().normalize(), folder.path(), file);
        try {
            var parent = Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.isDirectory(folder.path())) {
                requireOutside(folder, parent.toRealPath(), folder.path().toRealPath(), file);
            }
            // Made readable by its owner only: it holds the key that secrets are sealed with.
            var unfinished = Files.createTempFile(parent, file.getFileName().toString(), ".unfinished");
            try {
                var contents = write(folder, unfinished);
                Files.move(unfinished, file);
                return contents;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException | SQLException failure) {
            throw failed("backup.failed", "The backup could not be written: " + failure.getMessage(), failure);
        }
    }

    /**
     * Brings an archive back. Everything is unpacked beside the old files and compared with its digest before any
     * of those is touched; when something fails, the folder is as it was.
     *
     * @param replace whether a folder that holds something may be taken; what it held is kept in a sub-folder
     * @throws ProblemException of kind CONFLICT when the folder is not empty or a portal runs on it, INVALID when the
     *     file is no whole backup
     */
    public static Contents restore(Path file, DataFolder folder, boolean replace) {
        try (var zip = open(file);
                var lock = folder.lock()) {
            var old = children(lock.folder());
            if (!old.isEmpty() && !replace) {
                throw ProblemException.of(
                        ProblemException.Kind.CONFLICT,
                        "restore.not-empty",
                        "The folder " + folder.path() + " is not empty.",
                        "Take another folder, or say --replace to put what it holds aside.");
            }
            var contents = contents(zip, file);
            var fresh = Files.createTempDirectory(folder.path(), UNFINISHED_RESTORE);
            try {
                unpack(zip, contents, fresh, file);
                exchange(folder.path(), old, fresh);
                folder.keepToOwner();
            } finally {
                delete(fresh);
            }
            return contents;
        } catch (IOException failure) {
            throw failed("restore.failed", "The backup could not be restored: " + failure.getMessage(), failure);
        }
    }

    private static void requireOutside(DataFolder folder, Path place, Path data, Path file) {
        if (place.startsWith(data)) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "backup.inside",
                    "The file " + file + " would lie in the data folder " + folder.path() + " itself.",
                    "Take a file outside of it, best on another disk.");
        }
    }

    private static Contents write(DataFolder folder, Path target) throws IOException, SQLException {
        var items = new ArrayList<Item>();
        try (var zip = new ZipOutputStream(Files.newOutputStream(target))) {
            // First the database: whatever a committed row speaks of was written before it.
            if (folder.isInUse()) {
                addDatabase(folder, zip, items);
            }
            for (var entry : files(folder.path()).entrySet()) {
                try (var content = Files.newInputStream(entry.getValue())) {
                    items.add(add(zip, entry.getKey(), content));
                }
            }
            var contents = new Contents(FORMAT, Instant.now().truncatedTo(ChronoUnit.SECONDS), items);
            zip.putNextEntry(new ZipEntry(CONTENTS));
            zip.write(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(contents));
            zip.closeEntry();
            return contents;
        }
    }

    private static void addDatabase(DataFolder folder, ZipOutputStream zip, List<Item> items)
            throws IOException, SQLException {
        var copy = Files.createTempFile("blockyard-db", ".zip");
        try {
            try (var connection = DriverManager.getConnection(folder.databaseUrl(), "sa", "");
                    var backup = connection.prepareStatement("backup to ?")) {
                backup.setString(1, copy.toString());
                backup.execute();
            }
            try (var inner = new ZipFile(copy.toFile());
                    var content = inner.getInputStream(inner.getEntry(DATABASE_FILE))) {
                items.add(add(zip, "db/" + DATABASE_FILE, content));
            }
        } finally {
            Files.delete(copy);
        }
    }

    private static SortedMap<String, Path> files(Path folder) throws IOException {
        var found = new TreeMap<String, Path>();
        for (var child : children(folder)) {
            if (isLeftOut(child.getFileName().toString())) {
                continue;
            }
            try (Stream<Path> tree = Files.walk(child)) {
                tree.filter(Files::isRegularFile)
                        .forEach(file ->
                                found.put(folder.relativize(file).toString().replace('\\', '/'), file));
            } catch (UncheckedIOException failure) {
                throw failure.getCause();
            }
        }
        return found;
    }

    /** What can be made again, and what earlier restores left: it would make each backup as large as all before it. */
    private static boolean isLeftOut(String name) {
        return LEFT_OUT.contains(name) || name.startsWith(ASIDE) || name.startsWith(UNFINISHED_RESTORE);
    }

    private static Item add(ZipOutputStream zip, String path, InputStream content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        var digest = sha256();
        var size = content.transferTo(new DigestOutputStream(zip, digest));
        zip.closeEntry();
        return new Item(path, size, HexFormat.of().formatHex(digest.digest()));
    }

    private static ZipFile open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID, "restore.no-file", "There is no file " + file + ".", "");
        }
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException notAZip) {
            throw notABackup(file, "it is cut off or no zip at all");
        }
    }

    private static Contents contents(ZipFile zip, Path file) throws IOException {
        var entry = zip.getEntry(CONTENTS);
        if (entry == null) {
            throw notABackup(file, "it has no list of contents");
        }
        try (var content = zip.getInputStream(entry)) {
            var contents = JsonMapper.shared().readValue(content, Contents.class);
            if (!contents.format().equals(FORMAT)) {
                throw notABackup(
                        file, "its format is “" + contents.format() + "”, this version reads “" + FORMAT + "”");
            }
            return contents;
        } catch (JacksonException | NullPointerException unreadable) {
            throw notABackup(file, "its list of contents cannot be read");
        }
    }

    private static void unpack(ZipFile zip, Contents contents, Path fresh, Path file) throws IOException {
        for (var item : contents.files()) {
            var target = fresh.resolve(item.path()).normalize();
            var entry = zip.getEntry(item.path());
            if (entry == null || !target.startsWith(fresh)) {
                throw notABackup(file, "“" + item.path() + "” is missing");
            }
            Files.createDirectories(target.getParent());
            var digest = sha256();
            try (var content = zip.getInputStream(entry);
                    OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
                content.transferTo(out);
            } catch (ZipException damaged) {
                throw notABackup(file, "“" + item.path() + "” is damaged");
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(item.sha256())) {
                throw notABackup(file, "“" + item.path() + "” is damaged");
            }
            if (item.path().startsWith("keys/")) {
                ownersOnly(target);
            }
        }
    }

    /** Puts the old files aside and the new ones in their place, or leaves all as it was. */
    private static void exchange(Path folder, List<Path> old, Path fresh) throws IOException {
        var undo = new ArrayList<Path[]>();
        try {
            if (!old.isEmpty()) {
                var aside = Files.createTempDirectory(folder, ASIDE);
                moveAll(old, aside, undo);
            }
            moveAll(children(fresh), folder, undo);
        } catch (IOException failure) {
            for (var move : undo.reversed()) {
                Files.move(move[1], move[0], StandardCopyOption.ATOMIC_MOVE);
            }
            throw failure;
        }
    }

    private static void moveAll(List<Path> files, Path target, List<Path[]> undo) throws IOException {
        for (var file : files) {
            var moved = target.resolve(file.getFileName());
            Files.move(file, moved, StandardCopyOption.ATOMIC_MOVE);
            undo.add(new Path[] {file, moved});
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.endsWith(".portal.lock"))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void ownersOnly(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", impossible);
        }
    }

    private static ProblemException notABackup(Path file, String why) {
        return ProblemException.of(
                ProblemException.Kind.INVALID,
                "restore.not-a-backup",
                "The file " + file + " is no whole backup: " + why + ".",
                "Take one that “blockyard backup” wrote; nothing was changed.");
    }

    private static ProblemException failed(String code, String message, Exception cause) {
        return new ProblemException(
                ProblemException.Kind.SETTINGS,
                Problem.error(code, message + ".", "Check the space and the rights on the disk; nothing was changed."),
                cause);
    }
}
