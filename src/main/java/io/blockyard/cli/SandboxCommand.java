package io.blockyard.cli;

import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxKey;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sandbox",
        description = {
            "What is created through the API is written to the folder. One line is printed when it is ready; "
                    + "Ctrl-C stops it."
        })
final class SandboxCommand implements Callable<Integer> {

    @Mixin
    private final OutputOptions output;

    @Option(
            names = "--projects",
            paramLabel = "DIR",
            required = true,
            description = "The folder of projects, one folder each; created when absent.")
    private Path projects = Path.of("");

    @Option(names = "--port", paramLabel = "N", description = "0 for any that is free. Default: ${DEFAULT-VALUE}.")
    private int port = 11200;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address to listen on. Default: ${DEFAULT-VALUE}, which only this machine reaches.")
    private String host = "127.0.0.1";

    @Option(
            names = "--key",
            paramLabel = "KEY[:read|write|admin]",
            required = true,
            description = "An API key that is accepted, an administrator's by default. May be repeated.")
    private List<String> keys = List.of();

    SandboxCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        var options = new SandboxOptions(
                output.terminal().resolve(projects),
                host,
                port,
                keys.stream().map(SandboxKey::parse).toList());
        try (var sandbox = Sandbox.start(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-stop"));
            var ready =
                    new Ready(sandbox.address().toString(), options.projects().toString());
            output.answer(
                    ready,
                    terminal -> terminal.out()
                            .println("The sandbox is ready at " + ready.url() + ", serving " + ready.projects()));
            output.terminal().flush();
            new CountDownLatch(1).await();
        }
        return ExitCode.SUCCESS;
    }

    /** What is printed as JSON. */
    record Ready(String url, String projects) {}
}
