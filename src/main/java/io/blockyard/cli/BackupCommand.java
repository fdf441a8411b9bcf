package io.blockyard.cli;

import io.blockyard.DataArchive;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backup}: a data folder as one file, also while the portal runs. */
@Command(
        name = "backup",
        description = {
            "It holds the database, bundles, keys and the sandbox's projects, so keep it as safe as the folder itself.",
            "It works while the portal runs. A PostgreSQL database is not in it: back that up with pg_dump, first."
        })
final class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The zip to write; it must not exist yet.")
    private Path file = Path.of("blockyard-backup.zip");

    @Mixin
    private final DataOption data;

    @Mixin
    private final OutputOptions output;

    private final Terminal terminal;

    BackupCommand(Terminal terminal) {
        this.terminal = terminal;
        data = new DataOption(terminal);
        output = new OutputOptions(terminal);
    }

    @Override
    public Integer call() {
        var outside =
                !terminal.environment().getOrDefault("BLOCKYARD_DB_URL", "").isBlank();
        var folder = outside ? data.folder() : data.existing();
        var target = terminal.resolve(file);
        var contents = DataArchive.backUp(folder, target);
        if (outside) {
            output.remark("The database that BLOCKYARD_DB_URL names is not in the backup: use pg_dump for it.");
        }
        output.answer(
                new Written(target.toString(), contents.files().size(), contents.bytes()),
                to -> to.out()
                        .println("Backed up " + folder.path() + " to " + target + ": "
                                + contents.files().size() + " files, " + contents.bytes() + " bytes."));
        return ExitCode.SUCCESS;
    }

    /** What is printed as JSON. */
    record Written(String file, int files, long bytes) {}
}
