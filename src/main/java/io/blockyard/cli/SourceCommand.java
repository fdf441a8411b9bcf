package io.blockyard.cli;

import io.blockyard.api.PublishingRequest;
import io.blockyard.api.SourceView;
import io.blockyard.api.WireFormat;
import io.blockyard.dataiku.Diagnosis;
import io.blockyard.dataiku.ProjectReader.ProjectSummary;
import io.blockyard.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "source",
        subcommands = {
            SourceCommand.Add.class,
            SourceCommand.Edit.class,
            SourceCommand.ListAll.class,
            SourceCommand.Projects.class,
            SourceCommand.Test.class,
            SourceCommand.Publishing.class,
            SourceCommand.Remove.class,
            SourceBundleCommands.class
        })
final class SourceCommand extends CommandGroup {

    @Command(
            name = "add",
            description = {
                "Name a place that projects are read from.",
                "An instance's API key may also be given on standard input."
            })
    static final class Add extends ServerCommand {

        @Mixin
        private final SourceOptions options;

        Add(Terminal terminal) {
            super(terminal);
            options = new SourceOptions(terminal);
        }

        @Override
        public Integer call() throws IOException {
            var client = server.connect();
            var zip = options.zip();
            var answer = zip.isPresent()
                    ? upload(client, options.name(), zip.get())
                    : client.post(ApiPath.of("sources"), options.request());
            print(output, WireFormat.read(answer, SourceView.class), "is");
            return ExitCode.SUCCESS;
        }
    }

    @Command(
            name = "edit",
            description = {
                "Change a source; what is not said stays as it is.",
                "The key stays, too, unless the host becomes another: then it has to be given again."
            })
    static final class Edit extends ServerCommand {

        @Mixin
        private final SourceOptions options;

        Edit(Terminal terminal) {
            super(terminal);
            options = new SourceOptions(terminal);
        }

        @Override
        public Integer call() throws IOException {
            var client = server.connect();
            var before = WireFormat.read(client.get(ApiPath.of("sources", options.name())), SourceView.class);
            var zip = options.zip();
            var answer = zip.isPresent()
                    ? upload(client, options.name(), zip.get())
                    : client.put(ApiPath.of("sources", options.name()), options.request(before));
            print(output, WireFormat.read(answer, SourceView.class), "is now");
            return ExitCode.SUCCESS;
        }
    }

    private static JsonNode upload(ServerClient client, String name, Path zip) {
        return client.upload(
                ApiPath.of("sources", name, "archive")
                        .with("file_name", zip.getFileName().toString()),
                "application/zip",
                zip);
    }

    private static void print(OutputOptions output, SourceView source, String is) {
        output.answer(
                source,
                terminal -> terminal.out()
                        .println("Source " + source.name() + " " + is + " " + source.url()
                                + ". Try it: blockyard source test " + source.name()));
    }

    @Command(name = "list", description = "List the sources.")
    static final class ListAll extends ServerCommand {

        ListAll(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var sources = WireFormat.listing(server.connect().get(ApiPath.of("sources")), SourceView.class);
            output.answer(sources, terminal -> {
                var table = new Table("NAME", "KIND", "WHERE", "");
                sources.items().forEach(s -> table.row(s.name(), s.kind(), s.url(), remark(s)));
                table.print(terminal, "No sources.");
            });
            return ExitCode.SUCCESS;
        }
    }

    private static String remark(SourceView source) {
        if (source.builtIn()) {
            return "the server's own sandbox";
        }
        var places = new ArrayList<String>();
        if (source.branch() != null) {
            places.add("branch " + source.branch());
        }
        if (source.folder() != null) {
            places.add("folder " + source.folder());
        }
        return String.join(", ", places);
    }

    @Command(name = "projects", description = "List the projects that can be read from a source.")
    static final class Projects extends ServerCommand {

        @Parameters(paramLabel = "NAME", description = "The source's name.")
        private String name = "";

        Projects(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var answer = server.connect().get(ApiPath.of("sources", name, "projects"));
            var projects = WireFormat.listing(answer, ProjectSummary.class);
            output.answer(projects, terminal -> {
                var table = new Table("KEY", "NAME", "DESCRIPTION");
                projects.items().forEach(project -> table.row(project.key(), project.name(), project.description()));
                table.print(terminal, "No projects.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "test", description = "Try a source step by step, and say what is wrong.")
    static final class Test extends ServerCommand {

        @Parameters(paramLabel = "NAME", description = "The source's name.")
        private String name = "";

        Test(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var answer = server.connect()
                    .post(ApiPath.of("sources", name, "test"), WireFormat.json().createObjectNode());
            var diagnosis = WireFormat.read(answer, Diagnosis.class);
            output.answer(Tested.of(diagnosis), terminal -> print(terminal, diagnosis));
            return diagnosis.ok() ? ExitCode.SUCCESS : ExitCode.RUN_FAILED;
        }
    }

    @Command(name = "remove", description = "Forget a source and its secret.")
    static final class Remove extends ServerCommand {

        @Parameters(paramLabel = "NAME", description = "The source's name.")
        private String name = "";

        Remove(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            server.connect().delete(ApiPath.of("sources", name));
            output.answer(new Removed(name), terminal -> terminal.out().println("Source " + name + " is forgotten."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(
            name = "publishing",
            description = "Say whether what a crawl finds is published at once or waits as a draft.")
    static final class Publishing extends ServerCommand {

        @Parameters(paramLabel = "NAME", description = "The source's name.")
        private String name = "";

        @Parameters(index = "1", arity = "0..1", paramLabel = "publish|draft", description = "Left out: show it.")
        private String policy = "";

        Publishing(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var path = ApiPath.of("sources", name, "publishing");
            var client = server.connect();
            var answer = policy.isEmpty() ? client.get(path) : client.put(path, new PublishingRequest(policy));
            output.answer(
                    answer,
                    terminal -> terminal.out().println(answer.path("policy").asString("")));
            return ExitCode.SUCCESS;
        }
    }

    private static void print(Terminal terminal, Diagnosis diagnosis) {
        for (var step : diagnosis.steps()) {
            var mark = switch (step.outcome()) {
                case OK -> terminal.styled("fg(green)", "ok     ");
                case WARNING -> terminal.styled("fg(yellow)", "warning");
                case FAILED -> terminal.styled("fg(red)", "failed ");
                case SKIPPED -> "skipped";
            };
            var remedy = step.remedy().isEmpty() ? "" : " " + step.remedy();
            terminal.out().println("%s  %-10s  %s%s".formatted(mark, Words.state(step.name()), step.message(), remedy));
        }
        if (diagnosis.ok()) {
            terminal.out().println(diagnosis.message());
        } else {
            terminal.remark("Error: " + diagnosis.message());
        }
    }

    /** A diagnosis as it is printed as JSON: a failure has its problems, as everywhere. */
    record Tested(
            boolean ok,
            String message,
            String dssVersion,
            int projectCount,
            List<Diagnosis.Step> steps,
            List<Problem> problems) {

        static Tested of(Diagnosis found) {
            var problems =
                    found.ok() ? List.<Problem>of() : List.of(Problem.error("cli.source-test", found.message(), ""));
            return new Tested(
                    found.ok(), found.message(), found.dssVersion(), found.projectCount(), found.steps(), problems);
        }
    }

    /** What is printed as JSON. */
    record Removed(String removed) {}
}
