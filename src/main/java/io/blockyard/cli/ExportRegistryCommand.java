package io.blockyard.cli;

import io.blockyard.access.Actor;
import io.blockyard.catalog.BundleStore;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.RegistryTree;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.h2.jdbcx.JdbcDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "export-registry",
        description = {
            "Reads the data folder directly, also while a portal runs on it; a server elsewhere gives the same tree "
                    + "as a zip at /api/v1/registry. Exporting again changes only what changed."
        })
final class ExportRegistryCommand implements Callable<Integer> {

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final DataOption data;

    @Parameters(paramLabel = "DIR", description = "The folder to write to; created when absent.")
    private Path folder = Path.of("");

    ExportRegistryCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
        data = new DataOption(terminal);
    }

    @Override
    public Integer call() {
        var source = data.existing();
        var database = new JdbcDataSource();
        database.setURL(source.databaseUrl());
        database.setUser("sa");
        var tree = new RegistryTree(new Catalog(database, new BundleStore(source.bundles())));
        var export = tree.export(Actor.system(), output.terminal().resolve(folder));
        output.answer(
                export,
                terminal -> terminal.out()
                        .println("Exported " + Words.count(export.blocks(), "block") + " in "
                                + Words.count(export.versions(), "version") + " to " + export.folder() + "."));
        return ExitCode.SUCCESS;
    }
}
