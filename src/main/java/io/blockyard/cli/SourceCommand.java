package io.blockyard.cli;

import io.blockyard.api.SourceRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources.Diagnosis;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "source",
        subcommands = {
            SourceCommand.Add.class,
            SourceCommand.ListAll.class,
            SourceCommand.Test.class,
            SourceCommand.Remove.class
        })
final class SourceCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing: add, list, test or remove");
    }

    @Command(
            name = "add",
            description = {
                "Name a DSS instance.",
                "Its API key is read from --api-key, else from $$BLOCKYARD_DSS_KEY, else from standard input."
            })
    static final class Add implements Callable<Integer> {

        @Mixin
        private final OutputOptions output;

        @Mixin
        private final ServerOptions server;

        @Parameters(index = "0", paramLabel = "NAME", description = "What it is called here.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "URL", description = "Its base address.")
        private String url = "";

        @Option(names = "--api-key", paramLabel = "KEY", description = "Its API key; never shown again.")
        private @Nullable String key;

        Add(Terminal terminal) {
            output = new OutputOptions(terminal);
            server = new ServerOptions(terminal);
        }

        @Override
        public Integer call() throws IOException {
            var request = new SourceRequest(name, url, apiKey());
            var source = WireFormat.read(server.connect().post(ApiPath.of("sources"), request), Source.class);
            output.answer(
                    source,
                    terminal -> terminal.out()
                            .println("Source " + source.name() + " is " + source.url()
                                    + ". Try it: blockyard source test " + source.name()));
            return ExitCode.SUCCESS;
        }

        private String apiKey() throws IOException {
            if (key != null) {
                return key;
            }
            var fromEnvironment = output.terminal().environment().get("BLOCKYARD_DSS_KEY");
            if (fromEnvironment != null) {
                return fromEnvironment;
            }
            if (output.terminal().colored()) {
                output.remark("The API key of " + url + ", then Enter and Ctrl-D:");
            }
            return output.terminal().readAll().strip();
        }
    }

    @Command(name = "list", description = "List the sources.")
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
            var sources = WireFormat.listing(server.connect().get(ApiPath.of("sources")), Source.class);
            output.answer(sources, terminal -> {
                var table = new Table("NAME", "URL", "");
                sources.items()
                        .forEach(s -> table.row(s.name(), s.url(), s.builtIn() ? "the server's own sandbox" : ""));
                table.print(terminal, "No sources.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "test", description = "Ask an instance who we are to it.")
    static final class Test implements Callable<Integer> {

        @Mixin
        private final OutputOptions output;

        @Mixin
        private final ServerOptions server;

        @Parameters(paramLabel = "NAME", description = "The source's name.")
        private String name = "";

        Test(Terminal terminal) {
            output = new OutputOptions(terminal);
            server = new ServerOptions(terminal);
        }

        @Override
        public Integer call() {
            var answer = server.connect()
                    .post(ApiPath.of("sources", name, "test"), WireFormat.json().createObjectNode());
            var diagnosis = WireFormat.read(answer, Diagnosis.class);
            if (!diagnosis.ok()) {
                throw new ProblemException(
                        ProblemException.Kind.REMOTE, Problem.error("cli.source-test", diagnosis.message(), ""));
            }
            output.answer(diagnosis, terminal -> terminal.out().println(diagnosis.message()));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "remove", description = "Forget an instance and its key.")
    static final class Remove implements Callable<Integer> {

        @Mixin
        private final OutputOptions output;

        @Mixin
        private final ServerOptions server;

        @Parameters(paramLabel = "NAME", description = "The source's name.")
        private String name = "";

        Remove(Terminal terminal) {
            output = new OutputOptions(terminal);
            server = new ServerOptions(terminal);
        }

        @Override
        public Integer call() {
            server.connect().delete(ApiPath.of("sources", name));
            output.answer(new Removed(name), terminal -> terminal.out().println("Source " + name + " is forgotten."));
            return ExitCode.SUCCESS;
        }
    }

    /** What is printed as JSON. */
    record Removed(String removed) {}
}
