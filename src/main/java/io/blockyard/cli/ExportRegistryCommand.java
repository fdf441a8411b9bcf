package io.blockyard.cli;

import io.blockyard.access.Actor;
import io.blockyard.catalog.BundleStore;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.RegistryTree;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
        var terminal = output.terminal();
        var source = terminal.environment().containsKey("BLOCKYARD_DB_URL") ? data.folder() : data.existing();
        try (var database = OfflineDatabase.open(source, terminal.environment())) {
            var tree = new RegistryTree(new Catalog(database.dataSource(), new BundleStore(source.bundles())));
            print(tree.export(Actor.system(), terminal.resolve(folder)));
        }
        return ExitCode.SUCCESS;
    }

    private void print(RegistryTree.Export export) {
        output.answer(
                export,
                terminal -> terminal.out()
                        .println("Exported " + Words.count(export.blocks(), "block") + " in "
                                + Words.count(export.versions(), "version") + " to " + export.folder() + "."));
    }
}
