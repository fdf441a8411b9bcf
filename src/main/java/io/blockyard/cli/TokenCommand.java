package io.blockyard.cli;

import io.blockyard.access.Tokens.Token;
import io.blockyard.api.WireFormat;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "token",
        subcommands = {TokenCreateCommand.class, TokenCommand.ListAll.class, TokenCommand.Revoke.class})
final class TokenCommand extends CommandGroup {

    @Command(name = "list", description = "List the tokens, without their texts.")
    static final class ListAll extends ServerCommand {

        ListAll(Terminal terminal) {
            super(terminal);
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
    static final class Revoke extends ServerCommand {

        @Parameters(paramLabel = "ID", description = "The token's id, as the list shows it.")
        private UUID id = new UUID(0, 0);

        Revoke(Terminal terminal) {
            super(terminal);
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
