package io.blockyard.cli;

import io.blockyard.DataArchive;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restore}: a data folder from a backup. */
@Command(
        name = "restore",
        description = {
            "The whole backup is checked first; when anything fails, the folder stays as it was.",
            "The portal must not run on the folder. The search index is built anew at the next start."
        })
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "What “blockyard backup” wrote.")
    private Path file = Path.of("blockyard-backup.zip");

    @Option(
            names = "--replace",
            description = "Take a folder that is not empty; what it holds is put aside in before-restore-….")
    private boolean replace;

    @Mixin
    private final DataOption data;

    @Mixin
    private final OutputOptions output;

    private final Terminal terminal;

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
        data = new DataOption(terminal);
        output = new OutputOptions(terminal);
    }

    @Override
    public Integer call() {
        var folder = data.folder();
        var contents = DataArchive.restore(terminal.resolve(file), folder, replace);
        output.answer(
                new Restored(folder.path().toString(), contents.files().size(), contents.bytes()),
                to -> to.out()
                        .println("Restored " + contents.files().size() + " files of " + contents.createdAt() + " to "
                                + folder.path() + "."));
        return ExitCode.SUCCESS;
    }

    /** What is printed as JSON. */
    record Restored(String data, int files, long bytes) {}
}
