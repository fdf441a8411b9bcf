package io.blockyard.cli;

import io.blockyard.AotCache;
import io.blockyard.BlockyardApplication;
import io.blockyard.StopSignals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code start}: the portal in this process, until it is stopped. */
@Command(
        name = "start",
        description = {
            "With BLOCKYARD_DB_URL, BLOCKYARD_DB_USER and BLOCKYARD_DB_PASSWORD it keeps its data in PostgreSQL;"
                    + " BLOCKYARD_ADMIN_USER and BLOCKYARD_ADMIN_PASSWORD set up the administrator."
        })
final class StartCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where to listen; 0 takes any free port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on, such as 127.0.0.1. Default: all.")
    private @Nullable String host;

    @Option(
            names = "--sandbox-port",
            paramLabel = "PORT",
            description = "Where the built-in DSS sandbox listens, on loopback. Default: $$BLOCKYARD_SANDBOX_PORT.")
    private @Nullable Integer sandboxPort;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Any other setting of the server by its full name. May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private final DataOption data;

    @Mixin
    private final OutputOptions output;

    StartCommand(Terminal terminal) {
        data = new DataOption(terminal);
        output = new OutputOptions(terminal);
    }

    @Override
    public Integer call() {
        var all = new LinkedHashMap<>(settings);
        if (host != null) {
            all.put("server.address", host);
        }
        if (sandboxPort != null) {
            all.put("blockyard.sandbox.port", sandboxPort.toString());
        }
        var portal = BlockyardApplication.start(data.folder().path(), port, all);
        if (Boolean.getBoolean(AotCache.TRAINING)) {
            AotCache.visit(portal.port());
            portal.close();
            return ExitCode.SUCCESS;
        }
        StopSignals.handle(portal::close);
        var url = "http://localhost:" + portal.port();
        output.answer(new Ready(url), terminal -> terminal.out().println("Blockyard is ready at " + url));
        AotCache.trainWhenWanted();
        return ExitCode.RUNNING;
    }

    /** What {@code --json} prints once, when the portal serves. */
    record Ready(String url) {}
}
