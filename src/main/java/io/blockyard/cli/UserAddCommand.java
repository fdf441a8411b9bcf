package io.blockyard.cli;

import io.blockyard.access.People.Person;
import io.blockyard.access.Role;
import io.blockyard.api.PersonRequest;
import io.blockyard.api.WireFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code user add}: on a data folder, or by a server. */
@Command(
        name = "add",
        description = {
            "Add a person. Without a password they can use tokens only.",
            "It works on the data folder directly, also while the portal runs, unless --server or --token is given."
        })
final class UserAddCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "What the person signs in with.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            split = ",",
            description = "One of ${COMPLETION-CANDIDATES}. May be repeated.")
    private Set<Role> roles = Set.of();

    @Option(names = "--display-name", paramLabel = "TEXT", description = "The name as others read it.")
    private String displayName = "";

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    private boolean passwordFromInput;

    @Mixin
    private final DataOption data;

    @Mixin
    private final ServerOptions server;

    @Mixin
    private final OutputOptions output;

    private final Terminal terminal;

    UserAddCommand(Terminal terminal) {
        this.terminal = terminal;
        data = new DataOption(terminal);
        server = new ServerOptions(terminal);
        output = new OutputOptions(terminal);
    }

    @Override
    public Integer call() throws IOException {
        Optional<String> password = passwordFromInput ? Optional.of(terminal.readAll()) : Optional.empty();
        var person = data.isGiven() || !server.isNamed() ? onFolder(password) : byServer(password);
        output.answer(
                person,
                to -> to.out()
                        .println("Added " + person.name() + " as "
                                + person.roles().stream()
                                        .sorted()
                                        .map(Role::name)
                                        .collect(Collectors.joining(", "))
                                + (person.hasPassword() ? "." : ", for tokens only.")));
        return ExitCode.SUCCESS;
    }

    private Person onFolder(Optional<String> password) {
        return new OfflineAccess(data.folder(), terminal.environment()).addPerson(name, displayName, password, roles);
    }

    private Person byServer(Optional<String> password) {
        var answer = server.connect()
                .post(ApiPath.of("people"), new PersonRequest(name, displayName, password.orElse(null), roles));
        return WireFormat.json().treeToValue(answer, Person.class);
    }
}
