package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.search.Suggestion;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "suggest",
        description =
                "Without a text: what you and several others searched for. “FIELD:” completes the field's values.")
final class SuggestCommand extends ServerCommand {

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "What was typed so far.")
    private List<String> text = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "How many, 1 to 50. Default: ${DEFAULT-VALUE}.")
    private int limit = 10;

    SuggestCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var path = ApiPath.of("search", "suggestions")
                .with("q", String.join(" ", text))
                .with("limit", limit);
        var found = WireFormat.listing(server.connect().get(path), Suggestion.class);
        output.answer(found, terminal -> {
            var table = new Table("KIND", "TEXT", "SEARCHES FOR", "BLOCKS");
            found.items()
                    .forEach(each -> table.row(
                            each.kind().name().toLowerCase(Locale.ROOT),
                            each.text(),
                            each.query(),
                            each.blocks() == 0 ? "" : Long.toString(each.blocks())));
            table.print(terminal, "There is nothing to suggest.");
        });
        return ExitCode.SUCCESS;
    }
}
