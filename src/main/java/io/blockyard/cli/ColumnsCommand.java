package io.blockyard.cli;

import io.blockyard.api.BlockListing;
import io.blockyard.api.WireFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "columns",
        description = "Without --gives and --takes it lists names of columns, those of most blocks first.")
final class ColumnsCommand extends ServerCommand {

    @Parameters(arity = "0..1", paramLabel = "START", description = "Only names of columns that begin so.")
    private String start = "";

    @Option(names = "--gives", paramLabel = "COLUMN", description = "A block must give this column. May be repeated.")
    private List<String> gives = List.of();

    @Option(names = "--takes", paramLabel = "COLUMN", description = "A block must take this column. May be repeated.")
    private List<String> takes = List.of();

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on behind the page that ended with it.")
    private @Nullable String cursor;

    @Option(names = "--limit", paramLabel = "N", description = "How many, 1 to 50. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    ColumnsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        return gives.isEmpty() && takes.isEmpty() ? names() : blocks();
    }

    private Integer names() {
        var path = ApiPath.of("search", "columns").with("q", start).with("limit", limit);
        var found = WireFormat.listing(server.connect().get(path), String.class);
        output.answer(found, terminal -> {
            if (found.items().isEmpty()) {
                terminal.out().println("No block has such a column.");
            }
            found.items().forEach(terminal.out()::println);
        });
        return ExitCode.SUCCESS;
    }

    private Integer blocks() {
        var query = Stream.concat(
                        gives.stream().map(column -> condition("output", column)),
                        takes.stream().map(column -> condition("input", column)))
                .collect(Collectors.joining(" "));
        var path = ApiPath.of("blocks").with("q", query).with("limit", limit);
        if (cursor != null) {
            path = path.with("cursor", cursor);
        }
        var found = WireFormat.read(server.connect().get(path), BlockListing.class);
        output.answer(found, terminal -> {
            var table = new Table("BLOCK", "NAME", "TAKES", "GIVES");
            found.items()
                    .forEach(block -> table.row(
                            block.id() + "@" + block.version(),
                            block.name(),
                            Words.list(block.inputs()),
                            Words.list(block.outputs())));
            table.print(terminal, "No block has all of these columns.");
            if (found.next() != null) {
                terminal.remark(Words.count(found.total(), "block") + " in all; more with --cursor " + found.next());
            }
        });
        return ExitCode.SUCCESS;
    }

    private static String condition(String side, String column) {
        return side + ":\"" + column.replace('"', ' ').strip() + "\"";
    }
}
