package io.blockyard.cli;

import io.blockyard.api.CrawlView;
import io.blockyard.api.WireFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "crawls")
final class CrawlsCommand extends ServerCommand {

    @Option(names = "--limit", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    CrawlsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var crawls =
                WireFormat.listing(server.connect().get(ApiPath.of("crawls").with("limit", limit)), CrawlView.class);
        output.answer(crawls, terminal -> {
            var table = new Table("STARTED", "SOURCE", "PROJECT", "KIND", "STATE", "BLOCKS", "ID");
            crawls.items()
                    .forEach(crawl -> table.row(
                            Words.time(crawl.task().createdAt()),
                            crawl.source(),
                            crawl.project(),
                            Words.state(crawl.kind()),
                            Words.state(crawl.task().status()),
                            crawl.report() == null
                                    ? ""
                                    : Integer.toString(crawl.report().blocks().size()),
                            crawl.id().toString()));
            table.print(terminal, "Nothing was crawled yet.");
        });
        return ExitCode.SUCCESS;
    }
}
