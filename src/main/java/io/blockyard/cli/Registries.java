package io.blockyard.cli;

import io.blockyard.catalog.BlockRegistry;
import io.blockyard.catalog.FolderRegistry;
import io.blockyard.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where offline commands look blocks up. */
final class Registries {

    private Registries() {}

    /** The registry tree in a folder; null when none was named, so that blocks stay opaque. */
    static @Nullable BlockRegistry at(Terminal terminal, @Nullable Path folder) {
        if (folder == null) {
            return null;
        }
        var tree = terminal.resolve(folder);
        if (!Files.isDirectory(tree)) {
            throw ProblemException.of(
                    ProblemException.Kind.NOT_FOUND,
                    "cli.registry",
                    "There is no registry folder " + tree + ".",
                    "Write one with “blockyard export-registry DIR”.");
        }
        return FolderRegistry.open(tree);
    }
}
