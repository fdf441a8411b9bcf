package io.blockyard.catalog;

import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Bundles in a folder, each named by its own digest ({@code aa/<sha256>.zip}), written once and never changed, but repaired. */
public final class BundleStore {

    private final Path root;

    public BundleStore(Path root) {
        this.root = root;
    }

    /** Keeps the bytes, unless they are there and whole already, and returns their digest. */
    public String keep(Bundle.Packed packed) {
        if (!isWhole(packed.digest())) {
            SafeFiles.write(file(packed.digest()), packed.bytes());
        }
        return packed.digest();
    }

    /** Whether the bundle with this digest is there, and its bytes are those that were kept. */
    public boolean isWhole(String digest) {
        var file = file(digest);
        try {
            return Files.exists(file) && Bundle.digest(Files.readAllBytes(file)).equals(digest);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The bundle with this digest, verified.
     *
     * @param name what the bundle is called, for the error
     * @throws ProblemException NOT_FOUND when it is gone, CONFLICT when the bytes are not those that were kept
     */
    public byte[] read(String digest, Supplier<String> name) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file(digest));
        } catch (NoSuchFileException gone) {
            throw ProblemException.of(
                    ProblemException.Kind.NOT_FOUND,
                    "catalog.bundle-missing",
                    "The bundle of " + name.get() + " is missing in " + root + ".",
                    "Crawl its source project to publish it again, or restore the folder from a backup.");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (!Bundle.digest(bytes).equals(digest)) {
            throw Bundle.damaged("the bytes of " + name.get() + " are not those that were published");
        }
        return bytes;
    }

    private Path file(String digest) {
        return root.resolve(digest.substring(0, 2)).resolve(digest + ".zip");
    }
}
