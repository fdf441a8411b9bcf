package io.blockyard.cli;

import io.blockyard.access.Tokens.Token;
import io.blockyard.api.WireFormat;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        subcommands = {TokenCreateCommand.class, TokenCommand.ListAll.class, TokenCommand.Revoke.class})
final class TokenCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing: create, list or revoke");
    }

    @Command(name = "list", description = "List the tokens, without their texts.")
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
            var tokens = WireFormat.listing(server.connect().get(ApiPath.of("tokens")), Token.class);
            output.answer(tokens, terminal -> {
                var table = new Table("PERSON", "LABEL", "MADE", "LAST USED", "EXPIRES", "STATE", "ID");
                tokens.items()
                        .forEach(token -> table.row(
                                token.personName(),
                                token.label(),
                                Words.time(token.createdAt()),
                                Words.time(token.lastUsedAt()),
                                Words.time(token.expiresAt()),
                                token.revoked() ? "revoked" : "",
                                token.id().toString()));
                table.print(terminal, "There are no tokens.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "revoke", description = "Revoke a token, for ever.")
    static final class Revoke implements Callable<Integer> {

        @Mixin
        private final OutputOptions output;

        @Mixin
        private final ServerOptions server;

        @Parameters(paramLabel = "ID", description = "The token's id, as the list shows it.")
        private UUID id = new UUID(0, 0);

        Revoke(Terminal terminal) {
            output = new OutputOptions(terminal);
            server = new ServerOptions(terminal);
        }

        @Override
        public Integer call() {
            server.connect().delete(ApiPath.of("tokens", id.toString()));
            output.answer(new Revoked(id), terminal -> terminal.out().println("Token " + id + " is revoked."));
            return ExitCode.SUCCESS;
        }
    }

    /** What is printed as JSON. */
    record Revoked(UUID revoked) {}
}
