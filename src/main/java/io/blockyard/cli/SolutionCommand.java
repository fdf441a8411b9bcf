package io.blockyard.cli;

import io.blockyard.api.SolutionView;
import io.blockyard.api.SolutionView.MemberView;
import io.blockyard.api.WireFormat;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.SolutionText;
import io.blockyard.compose.SolutionChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "solution",
        subcommands = {
            SolutionCommand.Publish.class,
            SolutionCommand.Check.class,
            SolutionCommand.Save.class,
            SolutionCommand.Show.class
        })
final class SolutionCommand extends CommandGroup {

    /** A manifest in a file, for the server. */
    abstract static class OfFile extends ServerCommand {

        @Parameters(paramLabel = "FILE", description = "The solution's manifest, YAML or JSON.")
        private Path file = Path.of("");

        OfFile(Terminal terminal) {
            super(terminal);
        }

        /** The text, once its form is right: what leaves it is told without asking a server. */
        final String manifest() {
            var text = output.terminal().read(file, "Name a manifest in UTF-8.");
            SolutionText.read(text);
            return text;
        }
    }

    @Command(name = "publish", description = "Publish a solution from its manifest.")
    static final class Publish extends OfFile {

        Publish(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var answer = server.connect().postText(ApiPath.of("solutions"), "application/yaml", manifest());
            output.answer(answer, terminal -> published(terminal, WireFormat.read(answer, PublishedVersion.class)));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "check", description = "Say what publishing a solution would do, and everything that is wrong.")
    static final class Check extends OfFile {

        Check(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var answer = server.connect().postText(ApiPath.of("solutions", "check"), "application/yaml", manifest());
            var check = WireFormat.read(answer, SolutionView.Check.class);
            output.answer(answer, terminal -> {
                check.solution().problems().forEach(problem -> Failures.print(terminal, problem));
                print(terminal, check.solution().members(), "");
                if (check.publishable()) {
                    terminal.out()
                            .println(
                                    check.unchanged()
                                            ? "Nothing new: it is published as " + check.version() + "."
                                            : "It would be published as " + check.version() + ".");
                    check.changes()
                            .forEach(change -> terminal.out()
                                    .println("    " + change.weight().name().toLowerCase(Locale.ROOT) + "  "
                                            + change.sentence()));
                }
            });
            return check.publishable() ? ExitCode.SUCCESS : ExitCode.INVALID;
        }
    }

    @Command(name = "save", description = "Publish a composition as a solution.")
    static final class Save extends ServerCommand {

        @Parameters(paramLabel = "COMPOSITION", description = "The composition's id.")
        private String composition = "";

        @Option(names = "--id", paramLabel = "BLOCK_ID", required = true, description = "The solution's id.")
        private String id = "";

        @Option(names = "--name", paramLabel = "NAME", description = "Default: the id.")
        private @Nullable String name;

        @Option(names = "--description", paramLabel = "TEXT", description = "Default: the composition's intent.")
        private @Nullable String description;

        @Option(names = "--version", paramLabel = "X.Y.Z", description = "Default: what follows from what changed.")
        private @Nullable String version;

        @Mixin
        @SuppressWarnings("UnusedVariable")
        private final HelpOption help = new HelpOption();

        @Option(names = "--tag", paramLabel = "TAG", description = "May be repeated.")
        private List<String> tags = List.of();

        Save(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var choice = new SolutionChoice(
                    id.toUpperCase(Locale.ROOT), name, description, null, null, null, tags, null, version);
            var answer = server.connect().post(ApiPath.of("compositions", composition, "solution"), choice);
            output.answer(answer, terminal -> published(terminal, WireFormat.read(answer, PublishedVersion.class)));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "show", description = "Show what a solution is made of, at every depth.")
    static final class Show extends ServerCommand {

        @Parameters(paramLabel = "ID", description = "The solution's id.")
        private String id = "";

        @Option(names = "--version", paramLabel = "X.Y.Z", description = "Default: the newest.")
        private @Nullable String version;

        @Mixin
        @SuppressWarnings("UnusedVariable")
        private final HelpOption help = new HelpOption();

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var path = ApiPath.of("solutions", id.toUpperCase(Locale.ROOT));
            var answer = server.connect().get(version == null ? path : path.with("version", version));
            output.answer(answer, terminal -> {
                var solution = WireFormat.read(answer, SolutionView.class);
                terminal.out()
                        .println(terminal.styled("bold", solution.id() + "@" + solution.version()) + "  "
                                + solution.name());
                print(terminal, solution.members(), "");
                solution.outputs()
                        .forEach((name, from) -> terminal.out().println("output    " + name + "  from " + from));
                solution.problems().forEach(problem -> Failures.print(terminal, problem));
            });
            return ExitCode.SUCCESS;
        }
    }

    private static void print(Terminal terminal, List<MemberView> members, String indent) {
        for (var member : members) {
            terminal.out()
                    .println(indent + terminal.styled("bold", member.alias()) + "  " + member.block() + "@"
                            + member.version());
            member.inputs().forEach((port, from) -> terminal.out().println(indent + "    " + port + "  from " + from));
            print(terminal, member.members(), indent + "    ");
        }
    }

    private static void published(Terminal terminal, PublishedVersion published) {
        var manifest = published.manifest();
        terminal.out().println("Published " + manifest.id() + "@" + manifest.version() + ": " + published.note() + ".");
        terminal.out().println("ref       " + manifest.reference());
        terminal.out().println("digest    " + published.digest());
    }
}
