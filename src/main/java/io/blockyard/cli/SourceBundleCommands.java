package io.blockyard.cli;

import io.blockyard.api.BundleRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.dataiku.DssBundle;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Bundles that a DSS instance keeps of its projects. */
@Command(
        name = "bundle",
        description = "The bundles that a DSS instance keeps of a project.",
        subcommands = {
            SourceBundleCommands.ListAll.class,
            SourceBundleCommands.Create.class,
            SourceBundleCommands.Get.class
        })
final class SourceBundleCommands extends CommandGroup {

    /** Which project of which instance. */
    private static final class Project {

        @Parameters(index = "0", paramLabel = "SOURCE", description = "The name of a DSS instance.")
        private String source = "";

        @Parameters(index = "1", paramLabel = "PROJECT", description = "The project's key.")
        private String key = "";

        ApiPath bundles(String... further) {
            var path = new String[4 + further.length];
            path[0] = "sources";
            path[1] = source;
            path[2] = "projects";
            path[3] = key;
            System.arraycopy(further, 0, path, 4, further.length);
            return ApiPath.of(path);
        }
    }

    @Command(name = "list", description = "List the bundles that were made of a project.")
    static final class ListAll extends ServerCommand {

        @Mixin
        private final Project project = new Project();

        ListAll(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var bundles = WireFormat.listing(server.connect().get(project.bundles("bundles")), DssBundle.class);
            output.answer(bundles, terminal -> {
                var table = new Table("BUNDLE", "NOTES");
                bundles.items().forEach(bundle -> table.row(bundle.id(), bundle.releaseNotes()));
                table.print(terminal, "No bundle was made yet.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "create", description = "Make a bundle of a project as it is now; DSS keeps it.")
    static final class Create extends ServerCommand {

        @Mixin
        private final Project project = new Project();

        @Parameters(index = "2", paramLabel = "ID", description = "The bundle's name, such as v1.2.0.")
        private String id = "";

        @Option(names = "--notes", paramLabel = "TEXT", description = "What is new in it.")
        private String notes = "";

        Create(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var answer = server.connect().post(project.bundles("bundles"), new BundleRequest(id, notes));
            var bundle = WireFormat.read(answer, DssBundle.class);
            output.answer(
                    bundle,
                    terminal -> terminal.out().println("Made the bundle " + bundle.id() + " of " + project.key + "."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "get", description = "Download a bundle.")
    static final class Get extends ServerCommand {

        @Mixin
        private final Project project = new Project();

        @Parameters(index = "2", paramLabel = "ID", description = "The bundle's name.")
        private String id = "";

        @Option(names = "--out", paramLabel = "FILE", required = true, description = "The zip to write.")
        private Path out = Path.of("");

        Get(Terminal terminal) {
            super(terminal);
        }

        /** What was written. */
        record Written(String file) {}

        @Override
        public Integer call() {
            var file = output.terminal().resolve(out);
            Download.save(server.connect(), project.bundles("bundles", id, "archive"), "application/zip", file);
            output.answer(
                    new Written(file.toString()), terminal -> terminal.out().println("Wrote " + file + "."));
            return ExitCode.SUCCESS;
        }
    }
}
