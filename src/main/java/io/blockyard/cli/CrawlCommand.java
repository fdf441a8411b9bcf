package io.blockyard.cli;

import io.blockyard.api.CrawlRequest;
import io.blockyard.api.CrawlView;
import io.blockyard.api.WireFormat;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "crawl",
        description = {
            "Follows it until it is done.",
            "With --path the server reads the folder itself, so it has to be on the server's own disk."
        })
final class CrawlCommand implements Callable<Integer> {

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final ServerOptions server;

    @ArgGroup(multiplicity = "1")
    private Origin origin = new Origin();

    static final class Origin {

        @Option(names = "--source", paramLabel = "NAME", description = "A source that the server knows.")
        private @Nullable String source;

        @Option(names = "--path", paramLabel = "DIR", description = "A project folder in DSS's git layout.")
        private @Nullable Path path;
    }

    @Option(names = "--project", paramLabel = "KEY", required = true, description = "The project key.")
    private String project = "";

    @Option(names = "--no-wait", description = "Start the crawl and do not follow it.")
    private boolean noWait;

    CrawlCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
        server = new ServerOptions(terminal);
    }

    @Override
    public Integer call() {
        var client = server.connect();
        var crawl = read(client, ApiPath.of("crawls"), new CrawlRequest(origin.source, folder(), project, null));
        if (noWait) {
            output.answer(crawl, terminal -> terminal.out().println("Crawl " + crawl.id() + " is queued."));
            return ExitCode.SUCCESS;
        }
        var task = new Following(client, output.terminal()).toEnd(crawl.id());
        var ended = WireFormat.read(client.get(ApiPath.of("crawls", crawl.id().toString())), CrawlView.class);
        if (task.status() != TaskStatus.SUCCEEDED) {
            throw new ProblemException(ProblemException.Kind.REMOTE, reasons(ended));
        }
        output.answer(ended, terminal -> print(terminal, ended));
        return ExitCode.SUCCESS;
    }

    private @Nullable String folder() {
        if (origin.path == null) {
            return null;
        }
        var folder = output.terminal().resolve(origin.path);
        ProjectFolder.at(folder, project);
        return folder.toString();
    }

    private static CrawlView read(ServerClient client, ApiPath path, CrawlRequest request) {
        return WireFormat.read(client.post(path, request), CrawlView.class);
    }

    private static List<Problem> reasons(CrawlView crawl) {
        var errors = crawl.task().problems().stream().filter(Problem::isError).toList();
        return errors.isEmpty()
                ? List.of(Problem.error(
                        "cli.crawl",
                        "The crawl of " + crawl.project() + " ended "
                                + Words.state(crawl.task().status()) + ".",
                        ""))
                : errors;
    }

    private static void print(Terminal terminal, CrawlView crawl) {
        var report = crawl.report();
        if (report == null) {
            return;
        }
        var table = new Table("BLOCK", "VERSION", "OUTCOME", "ZONE");
        report.blocks().forEach(block -> table.row(block.blockId(), block.version(), block.outcome(), block.zone()));
        table.print(terminal, "No zone of " + crawl.project() + " is publishable.");
        report.skipped()
                .forEach(zone -> terminal.remark("Not publishable: " + zone.zone() + ", " + zone.reason() + "."));
        report.problems().forEach(problem -> Failures.print(terminal, problem));
    }
}
