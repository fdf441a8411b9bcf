package io.blockyard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Data that lies beside the repository and is no part of it: in {@code ../shared}, or where the environment
 * variable {@code BLOCKYARD_SHARED} says. Tests that need it are skipped where it is absent.
 */
public final class SharedData {

    private SharedData() {}

    /** The file or folder at this path of the shared data, when it is there. */
    public static Optional<Path> path(String relative) {
        return Stream.of(Optional.ofNullable(System.getenv("BLOCKYARD_SHARED")), Optional.of("../shared"))
                .flatMap(Optional::stream)
                .map(root -> Path.of(root).resolve(relative).toAbsolutePath().normalize())
                .filter(Files::exists)
                .findFirst();
    }

    /** The same, or the running test is skipped with a sentence that says what is missing. */
    public static Path require(String relative) {
        var path = path(relative);
        Assumptions.assumeTrue(
                path.isPresent(),
                () -> "skipped: no ../shared/" + relative + " (BLOCKYARD_SHARED names another folder)");
        return path.orElseThrow();
    }
}
