package io.blockyard.cli;

import io.blockyard.api.BlockListing;
import io.blockyard.api.WireFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "search")
final class SearchCommand implements Callable<Integer> {

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final ServerOptions server;

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "What to look for; nothing finds everything.")
    private List<String> text = List.of();

    @Option(names = "--level", paramLabel = "LEVEL", description = "Only this hierarchy level. May be repeated.")
    private List<String> levels = List.of();

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Only this domain. May be repeated.")
    private List<String> domains = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "Only with this tag. May be repeated.")
    private List<String> tags = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "How many, 1 to 100. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    SearchCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
        server = new ServerOptions(terminal);
    }

    @Override
    public Integer call() {
        var path = ApiPath.of("blocks")
                .with("q", String.join(" ", text))
                .withAll("level", levels)
                .withAll("domain", domains)
                .withAll("tag", tags)
                .with("limit", limit);
        var found = WireFormat.read(server.connect().get(path), BlockListing.class);
        output.answer(found, terminal -> print(terminal, found));
        return ExitCode.SUCCESS;
    }

    private static void print(Terminal terminal, BlockListing found) {
        if (found.items().isEmpty()) {
            terminal.out().println("No block was found.");
            return;
        }
        for (var hit : found.items()) {
            terminal.out()
                    .println(terminal.styled("bold", hit.id() + "@" + hit.version()) + "  " + hit.name() + "  ["
                            + hit.level() + ", " + hit.domain() + "]");
            terminal.out().println("    " + hit.summary());
            terminal.out().println("    " + Words.list(hit.inputs()) + " → " + Words.list(hit.outputs()));
        }
        terminal.remark(Words.count(found.total(), "block") + " found"
                + (found.total() > found.items().size() ? ", " + found.items().size() + " shown." : "."));
    }
}
