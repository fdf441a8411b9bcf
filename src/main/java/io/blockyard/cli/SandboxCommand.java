package io.blockyard.cli;

import io.blockyard.dataiku.sandbox.RequestLog;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxKey;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.dataiku.sandbox.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Write every request to this file, one line of JSON each; keys are left out.")
    private @Nullable Path log;

    @Option(
            names = "--latency-ms",
            paramLabel = "N",
            description = "Let every answer wait that long, to see what a slow instance does to you.")
    private long latency;

    @Option(
            names = "--failure-rate",
            paramLabel = "0..1",
            description = "Fail that share of all requests with 429, 500 or 503, before they have an effect.")
    private double failureRate;

    @Option(names = "--fail-after", paramLabel = "N", description = "Fail every request after the first N with 503.")
    private long failAfter = -1;

    SandboxCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        var options = new SandboxOptions(
                        output.terminal().resolve(projects),
                        host,
                        port,
                        keys.stream().map(SandboxKey::parse).toList())
                .with(new Trouble(Duration.ofMillis(latency), failureRate, failAfter));
        if (log == null) {
            return serve(options);
        }
        try (var requests = RequestLog.at(output.terminal().resolve(log))) {
            return serve(options.with(requests));
        }
    }

    private int serve(SandboxOptions options) throws InterruptedException {
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
