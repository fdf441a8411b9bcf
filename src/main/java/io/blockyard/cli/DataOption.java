package io.blockyard.cli;

import io.blockyard.DataFolder;
import io.blockyard.problem.ProblemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data}: mixed into the commands that work on a data folder directly. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder. Default: $$BLOCKYARD_DATA, then ./data.")
    private @Nullable Path data;

    private final Terminal terminal;

    public DataOption(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether the option itself was given. */
    boolean isGiven() {
        return data != null;
    }

    DataFolder folder() {
        var environment = terminal.environment().getOrDefault("BLOCKYARD_DATA", "");
        var fallback = Path.of(environment.isBlank() ? "data" : environment);
        return new DataFolder(terminal.resolve(data != null ? data : fallback));
    }

    /** @throws ProblemException of kind SETTINGS when no portal ever ran on the folder */
    DataFolder existing() {
        var folder = folder();
        if (!folder.isInUse()) {
            throw ProblemException.of(
                    ProblemException.Kind.SETTINGS,
                    "data.none",
                    "There is no Blockyard data in " + folder.path() + ".",
                    "Name the folder that the portal runs on by --data, or start one on it first.");
        }
        return folder;
    }
}
