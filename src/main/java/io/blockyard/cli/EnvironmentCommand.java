package io.blockyard.cli;

import io.blockyard.api.EnvironmentRequest;
import io.blockyard.api.VariableRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.iac.Environment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "environment",
        subcommands = {
            EnvironmentCommand.ListAll.class,
            EnvironmentCommand.Show.class,
            EnvironmentCommand.Add.class,
            EnvironmentCommand.Remove.class,
            EnvironmentCommand.Set.class,
            EnvironmentCommand.Unset.class
        })
final class EnvironmentCommand extends CommandGroup {

    /** What every one of them has. */
    abstract static class OnServer extends ServerCommand {

        OnServer(Terminal terminal) {
            super(terminal);
        }

        final int show(Environment environment) {
            output.answer(environment, terminal -> {
                if (!environment.description().isEmpty()) {
                    terminal.out().println(environment.description());
                }
                var table = new Table("NAME", "VALUE", "CHANGED");
                environment
                        .variables()
                        .forEach(variable -> table.row(
                                variable.name(),
                                variable.secret() ? "(secret)" : variable.value(),
                                Words.time(variable.changedAt()) + " by " + variable.changedBy()));
                table.print(terminal, "No variables in " + environment.name() + ".");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "list", description = "List the environments.")
    static final class ListAll extends OnServer {

        ListAll(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var all = WireFormat.listing(server.connect().get(ApiPath.of("environments")), Environment.class);
            output.answer(all, terminal -> {
                var table = new Table("NAME", "VARIABLES", "");
                all.items()
                        .forEach(one -> table.row(
                                one.name(), Integer.toString(one.variables().size()), one.description()));
                table.print(terminal, "No environments.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "show", description = "Show an environment; secrets are named, never shown.")
    static final class Show extends OnServer {

        @Parameters(paramLabel = "NAME", description = "The environment's name.")
        private String name = "";

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return show(WireFormat.read(server.connect().get(ApiPath.of("environments", name)), Environment.class));
        }
    }

    @Command(name = "add", description = "Add an environment.")
    static final class Add extends OnServer {

        @Parameters(paramLabel = "NAME", description = "Its name, such as production.")
        private String name = "";

        @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
        private String description = "";

        Add(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return show(WireFormat.read(
                    server.connect().post(ApiPath.of("environments"), new EnvironmentRequest(name, description)),
                    Environment.class));
        }
    }

    @Command(name = "remove", description = "Remove an environment with its variables.")
    static final class Remove extends OnServer {

        @Parameters(paramLabel = "NAME", description = "The environment's name.")
        private String name = "";

        Remove(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            server.connect().delete(ApiPath.of("environments", name));
            output.answer(
                    new SourceCommand.Removed(name),
                    terminal -> terminal.out().println("Environment " + name + " is removed."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(
            name = "set",
            description = {
                "Set a variable of an environment.",
                "Without VALUE it is read from standard input, so that a secret need not stand in the shell's history."
            })
    static final class Set extends OnServer {

        @Parameters(index = "0", paramLabel = "ENVIRONMENT", description = "The environment's name.")
        private String environment = "";

        @Parameters(index = "1", paramLabel = "NAME", description = "The variable's name.")
        private String name = "";

        @Parameters(index = "2", arity = "0..1", paramLabel = "VALUE", description = "Its value.")
        private @Nullable String value;

        @Option(names = "--secret", description = "Seal it and never show it again.")
        private boolean secret;

        Set(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            var given = value == null ? output.terminal().readAll().strip() : value;
            return show(WireFormat.read(
                    server.connect()
                            .put(
                                    ApiPath.of("environments", environment, "variables", name),
                                    new VariableRequest(given, secret)),
                    Environment.class));
        }
    }

    @Command(name = "unset", description = "Remove a variable of an environment.")
    static final class Unset extends OnServer {

        @Parameters(index = "0", paramLabel = "ENVIRONMENT", description = "The environment's name.")
        private String environment = "";

        @Parameters(index = "1", paramLabel = "NAME", description = "The variable's name.")
        private String name = "";

        Unset(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return show(WireFormat.read(
                    server.connect().delete(ApiPath.of("environments", environment, "variables", name)),
                    Environment.class));
        }
    }
}
