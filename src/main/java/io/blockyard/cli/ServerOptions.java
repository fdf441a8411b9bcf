package io.blockyard.cli;

import io.blockyard.problem.ProblemException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --server} and {@code --token}: mixed into the commands that ask a running Blockyard. */
public final class ServerOptions {

    /** Where a portal listens when nobody says otherwise. */
    static final String DEFAULT_SERVER = "http://localhost:8080";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The Blockyard to ask. Default: $$BLOCKYARD_SERVER, then " + DEFAULT_SERVER + ".")
    private @Nullable String server;

    @Option(names = "--token", paramLabel = "TOKEN", description = "An API token. Default: $$BLOCKYARD_TOKEN.")
    private @Nullable String token;

    private final Terminal terminal;

    public ServerOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether a server was named on the command line. */
    boolean isOption() {
        return server != null;
    }

    /** Whether a server, or a token for one, was named by option or environment. */
    boolean isNamed() {
        return server != null
                || token != null
                || terminal.environment().containsKey("BLOCKYARD_SERVER")
                || terminal.environment().containsKey("BLOCKYARD_TOKEN");
    }

    ServerClient connect() {
        var secret = token != null ? token : terminal.environment().getOrDefault("BLOCKYARD_TOKEN", "");
        if (secret.isBlank()) {
            throw ProblemException.of(
                    ProblemException.Kind.SETTINGS,
                    "cli.no-token",
                    "This command asks a Blockyard server, and no API token was given.",
                    "Make one with “blockyard token create --user NAME --data DIR” and pass it by --token or BLOCKYARD_TOKEN.");
        }
        return new ServerClient(address(), secret.strip());
    }

    private URI address() {
        var text = server != null ? server : terminal.environment().getOrDefault("BLOCKYARD_SERVER", DEFAULT_SERVER);
        try {
            var uri = URI.create(text.strip().replaceAll("/+$", ""));
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw ProblemException.of(
                ProblemException.Kind.SETTINGS,
                "cli.server",
                "“" + text + "” is no server's address.",
                "Write it like " + DEFAULT_SERVER + ".");
    }
}
