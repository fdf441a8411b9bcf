package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Zips that people uploaded. Only what defines their projects is kept; data, models and everything else that an export
 * may carry is dropped on the way in. Files are called by their digest and written once.
 */
public final class ArchiveStore {

    /** As much as several of the largest projects. */
    private static final long LARGEST_KEPT = 512L << 20;

    /** Two seconds later than the earliest: for that one, Java writes the time zone of the machine into the zip. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

    private final Path folder;

    /** @param folder it is made with the first upload */
    public ArchiveStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Takes an upload in.
     *
     * @return the digest under which it is kept
     * @throws ProblemException INVALID when it is no zip, one that is refused, too large, or without a project
     */
    String keep(String fileName, InputStream upload) {
        try {
            Files.createDirectories(folder);
            var received = Files.createTempFile(folder, "upload", ".part");
            try {
                receive(fileName, upload, received);
                return keepDefinitions(fileName, received);
            } finally {
                Files.deleteIfExists(received);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The projects of an archive that was kept. @throws ProblemException NOT_FOUND when its file is gone */
    ProjectArchive open(Origin.Archive archive) {
        return new ProjectArchive(file(archive.digest()), archive.fileName());
    }

    void delete(Origin.Archive archive) {
        try {
            Files.deleteIfExists(file(archive.digest()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path file(String digest) {
        return folder.resolve(digest + ".zip");
    }

    private static void receive(String fileName, InputStream upload, Path target) throws IOException {
        try (var out = Files.newOutputStream(target)) {
            var part = new byte[1 << 16];
            var total = 0L;
            for (var count = upload.read(part); count >= 0; count = upload.read(part)) {
                total += count;
                if (total > Sources.LARGEST_UPLOAD) {
                    throw tooLarge(fileName, "it is larger than ", Sources.LARGEST_UPLOAD);
                }
                out.write(part, 0, count);
            }
        }
    }

    private String keepDefinitions(String fileName, Path received) throws IOException {
        var kept = Files.createTempFile(folder, "kept", ".part");
        try {
            var digest = sha256();
            try (var source = ZipTree.open(received, fileName);
                    var zip = new ZipOutputStream(new DigestOutputStream(Files.newOutputStream(kept), digest))) {
                var total = 0L;
                var leftOut = new ArrayList<String>();
                for (var file : new ProjectTree(source, "", "").definitions().entrySet()) {
                    var path = file.getKey();
                    if (!ProjectFiles.isNameOnly(path)
                            && Definition.isTooLarge(path, file.getValue().size())) {
                        leftOut.add(path);
                        continue;
                    }
                    var content = content(fileName, path, file.getValue());
                    total += content.length;
                    if (total > LARGEST_KEPT) {
                        throw tooLarge(fileName, "what defines its projects is larger than ", LARGEST_KEPT);
                    }
                    put(zip, path, content);
                }
                if (!leftOut.isEmpty()) {
                    put(zip, LeftOut.FILE, LeftOut.write(leftOut));
                }
            }
            try (var written = FileChannel.open(kept, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            var name = HexFormat.of().formatHex(digest.digest());
            move(kept, file(name));
            return name;
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    private static void put(ZipOutputStream zip, String path, byte[] content) throws IOException {
        var entry = new ZipEntry(path);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] content(String fileName, String path, FileTree.Content content) {
        try {
            return ProjectFiles.isNameOnly(path) ? new byte[0] : content.bytes();
        } catch (IOException damaged) {
            throw new ProblemException(
                    Kind.INVALID,
                    Problem.error(
                            "dss.zip-unreadable",
                            "\u201c" + path + "\u201d in the zip \u201c" + fileName + "\u201d cannot be read: "
                                    + damaged.getMessage() + ".",
                            "Export the project in DSS again; perhaps the file was cut off on its way."),
                    damaged);
        }
    }

    private static ProblemException tooLarge(String fileName, String what, long limit) {
        return ProblemException.of(
                Kind.INVALID,
                "source.upload-too-large",
                "\u201c" + fileName + "\u201d is too large: " + what + (limit >> 20) + " MiB.",
                "Export the project without its data.");
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", impossible);
        }
    }
}
