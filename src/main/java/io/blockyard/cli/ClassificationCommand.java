package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.block.BlockFormats;
import io.blockyard.discovery.Classification.Rule;
import io.blockyard.discovery.Classification.RuleFile;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

@Command(
        name = "classification",
        subcommands = {
            ClassificationCommand.Show.class,
            ClassificationCommand.Set.class,
            ClassificationCommand.Reset.class
        })
final class ClassificationCommand extends CommandGroup {

    /** What every one of them has, and how they print the rules. */
    abstract static class OnServer extends ServerCommand {

        OnServer(Terminal terminal) {
            super(terminal);
        }

        final int answer(JsonNode answer) {
            output.answer(answer, terminal -> {
                var rules = WireFormat.read(answer, RuleFile.class);
                var table = new Table("DECIDES", "LOOKS AT", "FOR", "IS");
                add(table, "level", rules.levels());
                add(table, "domain", rules.domains());
                table.print(terminal, "No rules: everything is unclassified.");
            });
            return ExitCode.SUCCESS;
        }

        private static void add(Table table, String what, List<Rule> rules) {
            rules.forEach(rule -> table.row(what, rule.of().wire(), rule.like(), rule.is()));
        }
    }

    @Command(name = "show", description = "Show the rules, in the order in which they are tried.")
    static final class Show extends OnServer {

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return answer(server.connect().get(ApiPath.of("classification")));
        }
    }

    @Command(name = "set", description = "Put the rules of a file in the place of all that held.")
    static final class Set extends OnServer {

        @Parameters(
                paramLabel = "FILE",
                description = "YAML or JSON: levels and domains, each a list of {of, like, is}.")
        private Path file = Path.of("");

        Set(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return answer(server.connect().put(ApiPath.of("classification"), rules()));
        }

        private JsonNode rules() {
            try {
                return BlockFormats.yaml()
                        .readTree(Files.readString(output.terminal().resolve(file)));
            } catch (IOException | JacksonException unreadable) {
                throw new ProblemException(
                        ProblemException.Kind.INVALID,
                        Problem.error(
                                "cli.no-rules",
                                file + " cannot be read as YAML or JSON.",
                                "Begin with what this prints: blockyard classification show --json"),
                        unreadable);
            }
        }
    }

    @Command(name = "reset", description = "Let the rules hold again that come with the product.")
    static final class Reset extends OnServer {

        Reset(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return answer(server.connect().delete(ApiPath.of("classification")));
        }
    }
}
