package io.blockyard.catalog;

import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Bundles, and what is attached to articles, in a folder: each file is named by its own digest ({@code aa/<sha256>.zip},
 * {@code aa/<sha256>.file}), written once and never changed, but repaired.
 */
public final class BundleStore {

    private static final String BUNDLE = ".zip";
    private static final String ATTACHED = ".file";

    private final Path root;

    public BundleStore(Path root) {
        this.root = root;
    }

    /** Keeps the bytes, unless they are there and whole already, and returns their digest. */
    public String keep(Bundle.Packed packed) {
        keep(packed.digest(), BUNDLE, packed.bytes());
        return packed.digest();
    }

    /** Whether the bundle with this digest is there, and its bytes are those that were kept. */
    public boolean isWhole(String digest) {
        return isWhole(digest, BUNDLE);
    }

    /**
     * The bundle with this digest, verified.
     *
     * @param name what the bundle is called, for the error
     * @throws ProblemException NOT_FOUND when it is gone, CONFLICT when the bytes are not those that were kept
     */
    public byte[] read(String digest, Supplier<String> name) {
        var bytes = bytes(digest, BUNDLE)
                .orElseThrow(() -> missing(
                        "catalog.bundle-missing",
                        "The bundle of " + name.get(),
                        "Crawl its source project to publish it again, or restore the folder from a backup."));
        if (!Bundle.digest(bytes).equals(digest)) {
            throw Bundle.damaged("the bytes of " + name.get() + " are not those that were published");
        }
        return bytes;
    }

    /** Keeps the content of an attachment as {@link #keep(Bundle.Packed)} does a bundle's. */
    void keep(Attachment attachment, byte[] content) {
        keep(attachment.digest(), ATTACHED, content);
    }

    /** What was attached, verified. @throws ProblemException as {@link #read(String, Supplier)} */
    byte[] read(Attachment attachment) {
        var bytes = bytes(attachment.digest(), ATTACHED)
                .orElseThrow(() -> missing(
                        "attachment.missing",
                        "The content of \u201c" + attachment.name() + "\u201d",
                        "Restore the folder from a backup, or attach the file again."));
        if (!Bundle.digest(bytes).equals(attachment.digest())) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "attachment.damaged",
                    "The content of \u201c" + attachment.name() + "\u201d is not what was attached.",
                    "Restore the folder from a backup, or attach the file again.");
        }
        return bytes;
    }

    private void keep(String digest, String ending, byte[] bytes) {
        if (!isWhole(digest, ending)) {
            SafeFiles.write(file(digest, ending), bytes);
        }
    }

    private boolean isWhole(String digest, String ending) {
        return bytes(digest, ending)
                .filter(bytes -> Bundle.digest(bytes).equals(digest))
                .isPresent();
    }

    private Optional<byte[]> bytes(String digest, String ending) {
        try {
            return Optional.of(Files.readAllBytes(file(digest, ending)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ProblemException missing(String code, String what, String remedy) {
        return ProblemException.of(
                ProblemException.Kind.NOT_FOUND, code, what + " is missing in " + root + ".", remedy);
    }

    private Path file(String digest, String ending) {
        return root.resolve(digest.substring(0, 2)).resolve(digest + ending);
    }
}
