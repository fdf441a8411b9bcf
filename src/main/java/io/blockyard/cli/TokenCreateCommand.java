package io.blockyard.cli;

import io.blockyard.access.Tokens.IssuedToken;
import io.blockyard.api.TokenRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code token create}: on a data folder, or by a server. */
@Command(
        name = "create",
        description = {
            "Make a token and print its text, which is never to be had again.",
            "It works on the data folder directly, also while the portal runs, unless --server or --token is given."
        })
final class TokenCreateCommand implements Callable<Integer> {

    @Option(names = "--user", paramLabel = "NAME", required = true, description = "Whose token it is.")
    private String user = "";

    @Option(names = "--label", paramLabel = "TEXT", description = "What it is for, to tell it from others later.")
    private String label = "";

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "When it ends: a number of days such as 90d, a date, or a time such as 2027-01-31T12:00:00Z.")
    private @Nullable String expires;

    @Mixin
    private final DataOption data;

    @Mixin
    private final ServerOptions server;

    @Mixin
    private final OutputOptions output;

    private final Terminal terminal;

    TokenCreateCommand(Terminal terminal) {
        this.terminal = terminal;
        data = new DataOption(terminal);
        server = new ServerOptions(terminal);
        output = new OutputOptions(terminal);
    }

    @Override
    public Integer call() {
        var ends = expires == null ? null : time(expires);
        var issued = data.isGiven() || !server.isNamed() ? onFolder(ends) : byServer(ends);
        output.answer(issued, to -> to.out().println(issued.text()));
        return ExitCode.SUCCESS;
    }

    private IssuedToken onFolder(@Nullable Instant ends) {
        return new OfflineAccess(data.folder(), terminal.environment()).createToken(user, label, ends);
    }

    private IssuedToken byServer(@Nullable Instant ends) {
        var answer = server.connect().post(ApiPath.of("tokens"), new TokenRequest(user, label, ends));
        return WireFormat.json().treeToValue(answer, IssuedToken.class);
    }

    private static Instant time(String text) {
        try {
            if (text.matches("[0-9]{1,5}d")) {
                return Instant.now().plus(Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1))));
            }
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "cli.expires",
                    "“" + text + "” is no time at which a token could end.",
                    "Write it like 90d, 2027-01-31 or 2027-01-31T12:00:00Z.");
        }
    }
}
