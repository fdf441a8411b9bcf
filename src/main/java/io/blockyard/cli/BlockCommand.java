package io.blockyard.cli;

import io.blockyard.api.BlockUses;
import io.blockyard.api.FreshnessView;
import io.blockyard.api.WireFormat;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.Port;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.search.BlockRelatives.Neighbour;
import io.blockyard.search.BlockRelatives.Neighbours;
import io.blockyard.search.BlockRelatives.Similar;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "block",
        subcommands = {
            BlockCommand.Show.class,
            BlockCommand.Related.class,
            BlockCommand.Uses.class,
            BlockCommand.BundleFile.class,
            BlockLifecycleCommands.Drafts.class,
            BlockLifecycleCommands.Promote.class,
            BlockLifecycleCommands.Deprecate.class,
            BlockLifecycleCommands.Reinstate.class,
            BlockLifecycleCommands.Yank.class,
            BlockLifecycleCommands.Restore.class,
            BlockLifecycleCommands.Owners.class
        })
final class BlockCommand extends CommandGroup {

    private static final int WIDTH = 100;

    @Command(name = "bundle", description = "Download all that a version is made of, a zip.")
    static final class BundleFile extends OfBlockCommand {

        @Parameters(index = "1", paramLabel = "X.Y.Z", description = "The version.")
        private String version = "";

        @Option(names = "--out", paramLabel = "FILE", description = "The file to write. Default: ID_vX.Y.Z.zip.")
        private @Nullable Path out;

        BundleFile(Terminal terminal) {
            super(terminal);
        }

        /** What was written. */
        record Written(String file) {}

        @Override
        public Integer call() {
            var name = id();
            var file = output.terminal().resolve(out == null ? Path.of(name + "_v" + version + ".zip") : out);
            var path = ApiPath.of("blocks", name, "versions", version, "bundle");
            Download.save(server.connect(), path, "application/zip", file);
            output.answer(
                    new Written(file.toString()), terminal -> terminal.out().println("Wrote " + file + "."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "show", description = "Show a block's contract.")
    static final class Show extends OfBlockCommand {

        @Option(names = "--version", paramLabel = "X.Y.Z", description = "Default: the newest.")
        private @Nullable String version;

        @Mixin
        @SuppressWarnings("UnusedVariable")
        private final HelpOption help = new HelpOption();

        Show(Terminal terminal) {
            super(terminal);
        }

        private void freshness(Terminal terminal, String name) {
            var answer = server.connect().get(ApiPath.of("blocks", name, "freshness"));
            var freshness = WireFormat.read(answer, FreshnessView.class);
            terminal.out().println("read      " + Words.time(freshness.lastCrawledAt()));
            var change = freshness.sourceChange();
            if (change != null) {
                terminal.out()
                        .println("source    changed since: " + change.version() + " waits in the preview "
                                + change.crawl());
            }
        }

        @Override
        public Integer call() {
            var name = id();
            if (version == null) {
                var answer = server.connect().get(ApiPath.of("blocks", name));
                output.answer(answer, terminal -> {
                    var block = WireFormat.read(answer, CatalogBlock.class);
                    print(terminal, block.manifest(), block.digest());
                    terminal.out()
                            .println("versions  "
                                    + Words.list(block.versions().stream()
                                            .map(Object::toString)
                                            .toList()));
                    freshness(terminal, name);
                });
            } else {
                var answer = server.connect().get(ApiPath.of("blocks", name, "versions", version));
                output.answer(answer, terminal -> {
                    var published = WireFormat.read(answer, PublishedVersion.class);
                    print(terminal, published.manifest(), published.digest());
                });
            }
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "uses", description = "Show where a block is used: in which solutions and deployed projects.")
    static final class Uses extends OfBlockCommand {

        Uses(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var answer = server.connect().get(block("uses"));
            var uses = WireFormat.read(answer, BlockUses.class);
            output.answer(answer, terminal -> {
                var solutions = new Table("SOLUTION", "VERSION", "AS", "TAKES");
                uses.solutions()
                        .forEach(use -> solutions.row(
                                use.solution().value(), use.version().toString(), use.alias(), use.reference()));
                solutions.print(terminal, "No solution holds it.");
                var projects = new Table("PROJECT", "TARGET", "INSTANCE", "VERSION", "DEPLOYED");
                uses.projects()
                        .forEach(use -> projects.row(
                                use.projectKey(),
                                use.target(),
                                use.block().instance(),
                                use.block().version(),
                                Words.time(use.deployedAt())));
                projects.print(terminal, "No deployed project uses it.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "related", description = "Show what fits before and behind a block, and what is like it.")
    static final class Related extends OfBlockCommand {

        Related(Terminal terminal) {
            super(terminal);
        }

        /** Everything that stands near a block, as {@code --json} writes it. */
        record Answer(List<Neighbour> canFeed, List<Neighbour> canBeFedBy, List<Similar> similar) {}

        @Override
        public Integer call() {
            var name = id();
            var client = server.connect();
            var neighbours = WireFormat.read(client.get(ApiPath.of("blocks", name, "neighbours")), Neighbours.class);
            var similar = WireFormat.read(client.get(ApiPath.of("blocks", name, "similar")), SimilarBlocks.class);
            var answer = new Answer(neighbours.canFeed(), neighbours.canBeFedBy(), similar.items());
            output.answer(answer, terminal -> {
                neighbours(terminal, "can feed", answer.canFeed());
                neighbours(terminal, "can be fed by", answer.canBeFedBy());
                terminal.out().println(terminal.styled("bold", "similar"));
                answer.similar()
                        .forEach(other -> terminal.out()
                                .println("    " + other.id() + "  " + Math.round(other.score() * 100) + " %  "
                                        + other.name()));
            });
            return ExitCode.SUCCESS;
        }

        private record SimilarBlocks(List<Similar> items) {}

        private static void neighbours(Terminal terminal, String title, List<Neighbour> neighbours) {
            terminal.out().println(terminal.styled("bold", title));
            neighbours.forEach(other -> terminal.out()
                    .println("    " + other.id() + "  " + other.fromPort() + " \u2192 " + other.toPort() + "  "
                            + other.explanation()));
        }
    }

    private static void print(Terminal terminal, BlockManifest manifest, String digest) {
        terminal.out()
                .println(terminal.styled("bold", manifest.id() + "@" + manifest.version()) + "  " + manifest.name()
                        + "  [" + manifest.level() + ", " + manifest.domain() + "]");
        if (!manifest.description().isEmpty()) {
            terminal.out().println(Words.wrapped(manifest.description(), WIDTH));
        }
        ports(terminal, "input", manifest.inputs());
        ports(terminal, "output", manifest.outputs());
        terminal.out().println();
        switch (manifest.type()) {
            case ZONE ->
                terminal.out().println("source    " + manifest.sourceProject() + ", zone " + manifest.sourceZone());
            case SOLUTION ->
                manifest.sequence()
                        .forEach(step -> terminal.out().println("member    " + step.alias() + "  " + step.block()));
        }
        terminal.out().println("tags      " + Words.list(manifest.tags()));
        terminal.out().println("ref       " + manifest.reference());
        terminal.out().println("digest    " + digest);
    }

    private static void ports(Terminal terminal, String title, List<Port> ports) {
        for (var port : ports) {
            terminal.out().println();
            terminal.out()
                    .println(terminal.styled("bold", title + "  " + port.name()) + "  "
                            + port.type().wire()
                            + (port.required() ? "" : ", optional")
                            + (port.description().isEmpty() ? "" : "  " + port.description()));
            port.columns()
                    .forEach(column -> terminal.out()
                            .println("    " + column.name() + "  " + column.type()
                                    + (column.description().isEmpty() ? "" : "  " + column.description())));
        }
    }
}
