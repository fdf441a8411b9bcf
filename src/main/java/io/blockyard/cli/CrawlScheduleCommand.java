package io.blockyard.cli;

import io.blockyard.api.CrawlScheduleRequest;
import io.blockyard.api.CrawlScheduleView;
import io.blockyard.api.Listing;
import io.blockyard.api.WireFormat;
import java.util.List;
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
        name = "schedule",
        description = {
            "Crawl sources by themselves.",
            "Without SOURCE the schedules are listed; with one and --cron or --off it is set."
        })
final class CrawlScheduleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final ServerOptions server;

    @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "A source's name.")
    private @Nullable String source;

    @Option(
            names = "--cron",
            paramLabel = "CRON",
            description = "When, in UTC: minute, hour, day, month, weekday, such as \"0 6 * * 1-5\", or @daily.")
    private @Nullable String cron;

    @Option(names = "--off", description = "Only when somebody asks.")
    private boolean off;

    @Option(
            names = "--project",
            paramLabel = "KEY",
            description = "These projects only, each with an option of its own. Default: all of the source.")
    private List<String> projects = List.of();

    @Option(names = "--preview", description = "Publish nothing before somebody accepts it.")
    private boolean preview;

    @Option(names = "--default-zone", description = "Make the default zone a block, too.")
    private boolean defaultZone;

    CrawlScheduleCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
        server = new ServerOptions(terminal);
    }

    @Override
    public Integer call() {
        if (source != null && (cron == null) == !off) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Missing: --cron CRON or --off, and only one of them");
        }
        var client = server.connect();
        if (source != null && cron != null) {
            client.put(
                    ApiPath.of("crawl-schedules", source),
                    new CrawlScheduleRequest(cron, projects, preview, defaultZone));
        } else if (source != null) {
            client.delete(ApiPath.of("crawl-schedules", source));
        }
        var all = WireFormat.listing(client.get(ApiPath.of("crawl-schedules")), CrawlScheduleView.class);
        output.answer(all, terminal -> print(terminal, all));
        return ExitCode.SUCCESS;
    }

    private static void print(Terminal terminal, Listing<CrawlScheduleView> schedules) {
        var table = new Table("SOURCE", "WHEN", "NEXT", "PROJECTS", "HOW");
        schedules
                .items()
                .forEach(schedule -> table.row(
                        schedule.source(),
                        schedule.cron(),
                        Words.time(schedule.next()),
                        schedule.projects().isEmpty() ? "all" : Words.list(schedule.projects()),
                        (schedule.preview() ? "preview" : "crawl")
                                + (schedule.defaultZone() ? ", default zone too" : "")));
        table.print(terminal, "No source is crawled by itself.");
    }
}
