package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * What the sandbox of a data folder is known by. Its port may be another at each start while what it holds is the same;
 * the sandbox beside another node of the same database holds something else.
 */
final class SandboxIdentity {

    private SandboxIdentity() {}

    /** Minted at the first start, and kept in this file. @throws ProblemException SETTINGS when it cannot be */
    static String of(Path file) {
        try {
            var known = Files.exists(file) ? Files.readString(file).strip() : "";
            if (!known.isEmpty()) {
                return known;
            }
            // Whole or not there: who is killed meanwhile leaves none, and an empty one is none.
            var fresh = "sandbox-" + UUID.randomUUID();
            var beside = Files.writeString(file.resolveSibling(file.getFileName() + ".tmp"), fresh);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return fresh;
        } catch (IOException failure) {
            throw unusable(file, failure);
        }
    }

    private static ProblemException unusable(Path file, IOException failure) {
        return new ProblemException(
                ProblemException.Kind.SETTINGS,
                Problem.error(
                        "sandbox.identity",
                        "The file " + file + " cannot be read or written: " + failure.getMessage() + ".",
                        "Let the data folder be writable for the user that runs Blockyard."),
                failure);
    }
}
