package io.blockyard;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that holds everything an installation keeps, when its database is the built-in one. All but
 * {@code index/} is worth a backup.
 *
 * @param path absolute
 */
public record DataFolder(Path path) {

    /** A commit is on its way to the disk when it returns, so that a killed process loses nothing that it reported. */
    private static final String DATABASE_OPTIONS =
            ";AUTO_SERVER=TRUE;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0";

    private static final System.Logger LOG = System.getLogger(DataFolder.class.getName());

    /** What others on the machine have no business with. Mirrors may be there for them. */
    private static final List<String> OWNERS =
            List.of("archives", "bundles", "cache", "db", "index", "keys", "sandbox");

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** The database's files. */
    public Path database() {
        return path.resolve("db");
    }

    /** Bundles of published block versions, named by their digest. */
    public Path bundles() {
        return path.resolve("bundles");
    }

    /** The search index, which can be deleted at any time. */
    public Path index() {
        return path.resolve("index");
    }

    /** The key that secrets are sealed with. */
    public Path keys() {
        return path.resolve("keys");
    }

    /** What the built-in sandbox serves. */
    public Path sandbox() {
        return path.resolve("sandbox");
    }

    /** Whether there is a database in it. */
    public boolean isInUse() {
        return Files.exists(database().resolve("blockyard.mv.db"));
    }

    /**
     * The JDBC address of the database, whose folder is made. Several processes of this machine may open it at once: the first serves
     * the others, on the loopback interface only.
     */
    public String databaseUrl() {
        makeDatabaseFolder();
        System.setProperty("h2.bindAddress", "127.0.0.1");
        return "jdbc:h2:file:" + database().resolve("blockyard") + DATABASE_OPTIONS;
    }

    /**
     * Makes the folder when it is missing and takes it for a portal of this process.
     *
     * @throws ProblemException of kind SETTINGS when another portal has it, or it cannot be written
     */
    public Lock lock() {
        return tryLock()
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.SETTINGS,
                        "data.in-use",
                        "A portal runs on the data folder " + path + " already" + holder() + ".",
                        "Stop that one first, or take another folder by --data."));
    }

    /** The same; empty when another portal has the folder. */
    public Optional<Lock> tryLock() {
        try {
            makeForOwner(path);
            keepToOwner();
            var channel = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(new Lock(path, channel));
        } catch (IOException failure) {
            throw new ProblemException(
                    ProblemException.Kind.SETTINGS,
                    Problem.error(
                            "data.unwritable",
                            "The data folder " + path + " cannot be written: " + reason(failure) + ".",
                            "Let the user that runs Blockyard own it, or take another folder by --data."),
                    failure);
        }
    }

    /**
     * Makes the database's folder, readable by its owner only: who can read the built-in database's lock file can
     * open the database.
     */
    private void makeDatabaseFolder() {
        try {
            makeForOwner(database());
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "What opens the database will say why it cannot.", failure);
        }
    }

    private static void makeForOwner(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Takes back from others what they could read, such as after a careless copy. */
    void keepToOwner() throws IOException {
        for (var name : OWNERS) {
            var folder = path.resolve(name);
            var posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
            if (posix == null
                    || !Files.isDirectory(folder)
                    || OWNER.containsAll(posix.readAttributes().permissions())) {
                continue;
            }
            try {
                posix.setPermissions(OWNER);
            } catch (FileSystemException notOurs) {
                LOG.log(
                        Level.WARNING,
                        "The folder {0} can be read by others than its owner: take it from them with chmod 700.",
                        folder);
            }
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "access is denied";
            case FileAlreadyExistsException file -> "a file stands in its place";
            case FileSystemException other when other.getReason() == null -> "it cannot be made";
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ownProcess) {
            return false;
        }
    }

    private String holder() {
        try {
            var pid = Files.readString(lockFile()).strip();
            return pid.isEmpty() ? "" : " (process " + pid + ")";
        } catch (IOException unreadable) {
            return "";
        }
    }

    private Path lockFile() {
        return path.resolve(".portal.lock");
    }

    /** The right to run a portal on the folder; it ends with the process at the latest. */
    public static final class Lock implements AutoCloseable {
        private final Path folder;
        private final FileChannel channel;

        private Lock(Path folder, FileChannel channel) {
            this.folder = folder;
            this.channel = channel;
        }

        /** The folder that is held. */
        public Path folder() {
            return folder;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
