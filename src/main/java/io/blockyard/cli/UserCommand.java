package io.blockyard.cli;

import io.blockyard.access.People.Person;
import io.blockyard.api.WireFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "user",
        subcommands = {UserAddCommand.class, UserCommand.ListAll.class})
final class UserCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing: add or list");
    }

    @Command(name = "list", description = "List everybody.")
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private final OutputOptions output;

        @Mixin
        private final ServerOptions server;

        ListAll(Terminal terminal) {
            output = new OutputOptions(terminal);
            server = new ServerOptions(terminal);
        }

        @Override
        public Integer call() {
            var people = WireFormat.listing(server.connect().get(ApiPath.of("people")), Person.class);
            output.answer(people, terminal -> {
                var table = new Table("NAME", "DISPLAY NAME", "ROLES", "STATE");
                people.items()
                        .forEach(person -> table.row(
                                person.name(),
                                person.displayName(),
                                Words.list(person.roles().stream()
                                        .map(Enum::name)
                                        .sorted()
                                        .toList()),
                                state(person)));
                table.print(terminal, "There is nobody yet.");
            });
            return ExitCode.SUCCESS;
        }

        private static String state(Person person) {
            if (!person.enabled()) {
                return "disabled";
            }
            return person.hasPassword() ? "" : "tokens only";
        }
    }
}
