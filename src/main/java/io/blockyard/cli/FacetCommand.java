package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.search.SearchResult.FacetValue;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "facet",
        description = "With the number of blocks that have each. Values that begin with the text come first, then the"
                + " commonest.")
final class FacetCommand extends ServerCommand {

    @Parameters(index = "0", paramLabel = "FACET", description = "domain, level, type, tag, source or status.")
    private String facet = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "Only values with this in them.")
    private String find = "";

    @Option(names = "--search", paramLabel = "TEXT", description = "Only of blocks that a search for this finds.")
    private String text = "";

    @Mixin
    private FilterOptions.OfSearch filters = new FilterOptions.OfSearch();

    @Option(names = "--limit", paramLabel = "N", description = "How many, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit = 40;

    FacetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var path = ApiPath.of("search", "facets", facet.toLowerCase(Locale.ROOT))
                .with("find", find)
                .with("q", text)
                .with("limit", limit);
        var found = WireFormat.listing(server.connect().get(filters.narrow(path)), FacetValue.class);
        output.answer(found, terminal -> {
            var table = new Table("VALUE", "BLOCKS");
            found.items().forEach(value -> table.row(value.value(), Long.toString(value.count())));
            table.print(terminal, "No block has such a value.");
        });
        return ExitCode.SUCCESS;
    }
}
