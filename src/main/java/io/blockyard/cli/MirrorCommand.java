package io.blockyard.cli;

import io.blockyard.api.MirrorRequest;
import io.blockyard.api.MirrorView;
import io.blockyard.api.TaskView;
import io.blockyard.api.WireFormat;
import io.blockyard.catalog.RegistryImport.Imported;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "mirror",
        subcommands = {
            MirrorCommand.Add.class,
            MirrorCommand.ListAll.class,
            MirrorCommand.Run.class,
            MirrorCommand.Import.class,
            MirrorCommand.Remove.class
        })
final class MirrorCommand extends CommandGroup {

    @Command(
            name = "add",
            description = "Copy the registry to a folder, a git repository or a DSS project from now on.")
    static final class Add extends ServerCommand {

        @Parameters(paramLabel = "NAME", description = "What it is called here.")
        private String name = "";

        @Option(
                names = "--kind",
                required = true,
                paramLabel = "folder|git|dss|local",
                description = "local: a crawled project's own registry, in that project.")
        private String kind = "";

        @Option(
                names = "--folder",
                paramLabel = "DIR",
                description = "On the server's disk: a folder, or a bare repository.")
        private String folder = "";

        @Option(names = "--source", paramLabel = "SOURCE", description = "The repository to push to, or the instance.")
        private String source = "";

        @Option(
                names = "--project",
                paramLabel = "KEY",
                description = "On the instance. Default for dss: BLOCKS_REGISTRY.")
        private String project = "";

        Add(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var key = project.isEmpty() && kind.equals("dss") ? "BLOCKS_REGISTRY" : project;
            var answer =
                    server.connect().post(ApiPath.of("mirrors"), new MirrorRequest(name, kind, folder, source, key));
            output.answer(answer, terminal -> terminal.out().println("Mirror " + name + " is written from now on."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "list", description = "List the mirrors, and how their newest copying went.")
    static final class ListAll extends ServerCommand {

        ListAll(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var all = WireFormat.listing(server.connect().get(ApiPath.of("mirrors")), MirrorView.class);
            output.answer(all, terminal -> {
                var table = new Table("NAME", "KIND", "PLACE", "WRITTEN", "STATE", "LAST RUN");
                all.items().forEach(view -> {
                    var mirror = view.mirror();
                    var at = mirror.mirroredAt();
                    var run = view.run();
                    table.row(
                            mirror.name(),
                            mirror.kind().wire(),
                            view.place(),
                            at == null ? "" : Words.time(at),
                            mirror.state(),
                            run == null ? "" : Words.state(run.status()));
                });
                table.print(terminal, "No mirrors. One begins with: blockyard mirror add NAME --kind git");
                all.items().forEach(view -> told(terminal, view));
            });
            return ExitCode.SUCCESS;
        }
    }

    /** What the newest copying warned of, or why it failed. */
    private static void told(Terminal terminal, MirrorView view) {
        var run = view.run();
        if (run != null) {
            run.problems()
                    .forEach(problem -> terminal.out().println(view.mirror().name() + ": " + problem.sentence()));
        }
    }

    @Command(name = "run", description = "Bring edits in and copy now.")
    static final class Run extends ServerCommand {

        @Parameters(paramLabel = "NAME", description = "The mirror's name.")
        private String name = "";

        Run(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var client = server.connect();
            var path = ApiPath.of("mirrors", name, "runs");
            var task = WireFormat.read(client.post(path, WireFormat.json().createObjectNode()), TaskView.class);
            output.answer(
                    task, terminal -> terminal.out().println("Copying to " + name + " (task " + task.id() + ")."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "import", description = "Add to the catalog what a mirror holds and the catalog lacks.")
    static final class Import extends ServerCommand {

        @Parameters(paramLabel = "NAME", description = "The mirror's name.")
        private String name = "";

        Import(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var path = ApiPath.of("mirrors", name, "import");
            var imported = WireFormat.read(
                    server.connect().post(path, WireFormat.json().createObjectNode()), Imported.class);
            output.answer(imported, terminal -> {
                terminal.out()
                        .println("Added " + Words.count(imported.blocks(), "block") + " in "
                                + Words.count(imported.versions(), "version") + ".");
                imported.leftOut().forEach(problem -> terminal.err().println("Left out: " + problem.sentence()));
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "remove", description = "Forget a mirror; what was written stays where it is.")
    static final class Remove extends ServerCommand {

        @Parameters(paramLabel = "NAME", description = "The mirror's name.")
        private String name = "";

        Remove(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            server.connect().delete(ApiPath.of("mirrors", name));
            output.answer(
                    new SourceCommand.Removed(name),
                    terminal -> terminal.out().println("Mirror " + name + " is forgotten."));
            return ExitCode.SUCCESS;
        }
    }
}
