package io.blockyard.cli;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that the server sends. It gets its name once it is whole; what has that name already stays until then. */
final class Download {

    private static final int AT_ONCE = 1 << 16;

    private Download() {}

    /** @throws ProblemException SETTINGS when the connection breaks, or when there is no writing to that file */
    static void save(ServerClient server, ApiPath path, String mediaType, Path file) {
        try (var content = server.download(path, mediaType)) {
            save(content, file);
        } catch (IOException failure) {
            throw new ProblemException(
                    ProblemException.Kind.SETTINGS,
                    Problem.error(
                            "cli.out",
                            "The file " + file + " cannot be written.",
                            "Name a file in a folder that exists."),
                    failure);
        }
    }

    private static void save(InputStream content, Path file) throws IOException {
        var part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (var out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
                for (var some = next(content); some.length > 0; some = next(content)) {
                    out.write(some);
                }
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static byte[] next(InputStream content) {
        try {
            return content.readNBytes(AT_ONCE);
        } catch (IOException broken) {
            throw new ProblemException(
                    ProblemException.Kind.SETTINGS,
                    Problem.error("cli.broken-download", "The download broke off.", "Try again."),
                    broken);
        }
    }
}
