package io.blockyard.cli;

import io.blockyard.api.AcceptanceRequest;
import io.blockyard.api.CrawlBatchRequest;
import io.blockyard.api.CrawlRequest;
import io.blockyard.api.CrawlView;
import io.blockyard.api.TaskView;
import io.blockyard.api.WireFormat;
import io.blockyard.dataiku.ProjectFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
        name = "crawl",
        subcommands = {
            CrawlCommand.Show.class,
            CrawlCommand.Cancel.class,
            CrawlCommand.Accept.class,
            CrawlCommand.Undo.class,
            CrawlScheduleCommand.class
        },
        description = {
            "Follows it until it is done.",
            "With --path the server reads the folder itself, so it has to be on the server's own disk."
        })
final class CrawlCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final ServerOptions server;

    @Option(names = "--source", paramLabel = "NAME", description = "A source that the server knows.")
    private @Nullable String source;

    @Option(names = "--path", paramLabel = "DIR", description = "A project folder in DSS's git layout.")
    private @Nullable Path path;

    @Option(
            names = "--project",
            paramLabel = "KEY",
            description = "A project key; of a source several, each with an option of its own.")
    private List<String> projects = List.of();

    @Option(names = "--all", description = "All projects of the source.")
    private boolean all;

    @Option(
            names = "--preview",
            description = "Show what would change and publish nothing; see \u201ccrawl accept\u201d.")
    private boolean preview;

    @Option(
            names = "--default-zone",
            description = "Make the default zone a block, too: in a project without zones, the whole flow.")
    private boolean defaultZone;

    @Option(names = "--no-wait", description = "Start the crawl and do not follow it.")
    private boolean noWait;

    CrawlCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
        server = new ServerOptions(terminal);
    }

    @Override
    public Integer call() {
        requireOneOrigin();
        var client = server.connect();
        var following = new CrawlFollowing(client, output, noWait);
        if (all || projects.size() > 1) {
            var request = new CrawlBatchRequest(source, projects, preview, defaultZone);
            return following.all(
                    WireFormat.listing(client.post(ApiPath.of("crawls", "batch"), request), CrawlView.class)
                            .items());
        }
        var request = new CrawlRequest(source, folder(), projects.getFirst(), preview, defaultZone);
        return following.one(WireFormat.read(client.post(ApiPath.of("crawls"), request), CrawlView.class));
    }

    private void requireOneOrigin() {
        if ((source == null) == (path == null)) {
            throw wrong("Missing: --source NAME or --path DIR, and only one of them");
        }
        if (all == !projects.isEmpty()) {
            throw wrong("Missing: --project KEY or --all, and only one of them");
        }
        if (path != null && projects.size() != 1) {
            throw wrong("A folder holds one project: give its --project KEY");
        }
    }

    private CommandLine.ParameterException wrong(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }

    private @Nullable String folder() {
        if (path == null) {
            return null;
        }
        var folder = output.terminal().resolve(path);
        ProjectFolder.at(folder, projects.getFirst());
        return folder.toString();
    }

    @Command(name = "show", description = "Show what a crawl found and did, now or when it has ended.")
    static final class Show extends ServerCommand {

        @Parameters(paramLabel = "ID", description = "The crawl\u2019s id, as \u201ccrawls\u201d lists it.")
        private @Nullable UUID crawl;

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var client = server.connect();
            var id = Objects.requireNonNull(crawl).toString();
            var found = WireFormat.read(client.get(ApiPath.of("crawls", id)), CrawlView.class);
            return new CrawlFollowing(client, output, false).one(found);
        }
    }

    @Command(name = "cancel", description = "Stop a crawl; nothing of it is published then.")
    static final class Cancel extends ServerCommand {

        @Parameters(paramLabel = "ID", description = "The crawl\u2019s id, as \u201ccrawls\u201d lists it.")
        private @Nullable UUID crawl;

        Cancel(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var id = Objects.requireNonNull(crawl).toString();
            var client = server.connect();
            // Tasks are of many kinds; only a crawl's is stopped here.
            var known = WireFormat.read(client.get(ApiPath.of("crawls", id)), CrawlView.class);
            var path = ApiPath.of("tasks", known.id().toString(), "cancel");
            var task = WireFormat.read(client.post(path, Map.of()), TaskView.class);
            output.answer(task, terminal -> terminal.out().println("The crawl " + id + " is asked to stop."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(
            name = "accept",
            description = {
                "Publish what a preview found.",
                "Exactly what it showed is published; when a block has moved on since, nothing is."
            })
    static final class Accept extends ServerCommand {

        @Parameters(paramLabel = "ID", description = "The preview's id, as \u201ccrawls\u201d lists it.")
        private @Nullable UUID preview;

        @Option(
                names = "--only",
                paramLabel = "BLOCK",
                arity = "1..*",
                description = "These blocks only; the others go on waiting.")
        private List<String> only = List.of();

        Accept(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var client = server.connect();
            var id = Objects.requireNonNull(preview).toString();
            var answer = client.post(ApiPath.of("crawls", id, "acceptance"), new AcceptanceRequest(only));
            return new CrawlFollowing(client, output, false).one(WireFormat.read(answer, CrawlView.class));
        }
    }

    @Command(
            name = "undo",
            description = {
                "Take back what a crawl published.",
                "Its versions are yanked, and articles are as before; what people wrote since stays."
            })
    static final class Undo extends ServerCommand {

        @Parameters(paramLabel = "ID", description = "The crawl's id, as \u201ccrawls\u201d lists it.")
        private @Nullable UUID crawl;

        Undo(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var client = server.connect();
            var path = ApiPath.of("crawls", Objects.requireNonNull(crawl).toString(), "undo");
            return new CrawlFollowing(client, output, false)
                    .one(WireFormat.read(client.post(path, Map.of()), CrawlView.class));
        }
    }
}
