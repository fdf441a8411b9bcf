package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of one project while they are gathered, wherever they lie. What is too large or no text is left out with a
 * warning; a project that is too large as a whole is refused.
 */
final class Definition {

    static final long LARGEST_DOCUMENT = 4L << 20;
    private static final long LARGEST_TEXT = 16L << 20;
    static final long LARGEST_PROJECT = 64L << 20;

    private final TreeMap<String, String> files = new TreeMap<>();
    private final List<Problem> warnings = new ArrayList<>();
    private long total;

    /** Bytes of a file. */
    @FunctionalInterface
    interface Content {
        byte[] bytes() throws IOException;
    }

    /**
     * Takes a file if it belongs to a definition.
     *
     * @param path relative to the project's root, with {@code /}
     * @param size in bytes, as far as it is known before reading
     * @throws ProblemException INVALID when the project grows too large
     */
    void add(String path, long size, Content content) {
        if (!ProjectFiles.isDefinition(path)) {
            return;
        }
        if (ProjectFiles.isNameOnly(path)) {
            files.put(path, "");
            return;
        }
        if (isTooLarge(path, size)) {
            tooLarge(path);
            return;
        }
        try {
            var bytes = content.bytes();
            total += bytes.length;
            if (total > LARGEST_PROJECT) {
                throw ProblemException.of(
                        Kind.INVALID,
                        Allowance.EXCEEDED,
                        "The project's definition is larger than " + (LARGEST_PROJECT >> 20) + " MiB.",
                        "No DSS project is that large without its data; check what was given.");
            }
            var text = text(bytes);
            files.put(path, path.endsWith(".json") ? Documents.withoutNul(text) : text);
        } catch (CharacterCodingException notText) {
            warnings.add(ProjectFiles.unreadable(path, "it is not UTF-8 text."));
        } catch (IOException failure) {
            unreadable(path, failure);
        }
    }

    /** Whether a file of {@code size} bytes is left out. */
    static boolean isTooLarge(String path, long size) {
        return size > largest(path);
    }

    private static long largest(String path) {
        return path.endsWith(".json") ? LARGEST_DOCUMENT : LARGEST_TEXT;
    }

    /** Notes a file that is left out since it is too large. */
    void tooLarge(String path) {
        warnings.add(ProjectFiles.unreadable(path, "it is larger than " + (largest(path) >> 20) + " MiB."));
    }

    /** Notes a file that could not even be opened. */
    void unreadable(String path, IOException failure) {
        warnings.add(ProjectFiles.unreadable(path, failure.getMessage() + "."));
    }

    /** The project that was gathered. */
    ProjectSnapshot snapshot(String key) {
        var snapshot = ProjectFiles.read(key, files);
        if (warnings.isEmpty()) {
            return snapshot;
        }
        return snapshot.withWarnings(
                Stream.concat(warnings.stream(), snapshot.warnings().stream()).toList());
    }

    /** A NUL character has no place in a text, and some databases refuse it. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString()
                .replace('\0', Documents.NO_CHARACTER);
    }
}
