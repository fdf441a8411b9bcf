package io.blockyard.cli;

import io.blockyard.access.People.Person;
import io.blockyard.api.WireFormat;
import picocli.CommandLine.Command;

@Command(
        name = "user",
        subcommands = {UserAddCommand.class, UserCommand.ListAll.class})
final class UserCommand extends CommandGroup {

    @Command(name = "list", description = "List everybody.")
    static final class ListAll extends ServerCommand {

        ListAll(Terminal terminal) {
            super(terminal);
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
