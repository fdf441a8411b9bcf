package io.blockyard.cli;

import io.blockyard.api.BlockListing;
import io.blockyard.api.WireFormat;
import io.blockyard.search.SearchResult.FacetValue;
import io.blockyard.search.SearchResult.Hints;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "search")
final class SearchCommand implements Callable<Integer> {

    private static final int FACET_VALUES = 12;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final ServerOptions server;

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "What to look for; nothing finds everything.")
    private List<String> text = List.of();

    @Mixin
    private FilterOptions.OfSearch filters = new FilterOptions.OfSearch();

    @Option(names = "--sort", paramLabel = "ORDER", description = "relevance, name or newest. Default: relevance.")
    private String sort = "relevance";

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on behind the page that ended with it.")
    private @Nullable String cursor;

    @Option(names = "--facets", description = "Show what the results can be narrowed by.")
    private boolean facets;

    @Option(names = "--limit", paramLabel = "N", description = "How many, 1 to 100. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    SearchCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
        server = new ServerOptions(terminal);
    }

    @Override
    public Integer call() {
        var path = filters.narrow(ApiPath.of("blocks").with("q", String.join(" ", text)))
                .with("sort", sort.toUpperCase(Locale.ROOT))
                .with("limit", limit);
        if (cursor != null) {
            path = path.with("cursor", cursor);
        }
        var found = WireFormat.read(server.connect().get(path), BlockListing.class);
        output.answer(found, terminal -> print(terminal, found));
        return ExitCode.SUCCESS;
    }

    private void print(Terminal terminal, BlockListing found) {
        hints(terminal, found.hints());
        if (found.items().isEmpty()) {
            terminal.out().println("No block was found.");
        }
        if (found.catchingUp()) {
            terminal.remark("What was published lately is still being indexed: search again in a moment.");
        }
        if (found.items().isEmpty()) {
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
        if (found.next() != null) {
            terminal.remark("More with --cursor " + found.next());
        }
        if (facets) {
            found.facets().forEach((facet, values) -> facet(terminal, facet, values));
        }
    }

    private static void hints(Terminal terminal, Hints hints) {
        if (hints.corrected() != null) {
            terminal.remark("Did you mean: " + hints.corrected());
        }
        hints.ids().forEach(id -> terminal.remark("Did you mean the block " + id + "?"));
        if (hints.readAs() != null) {
            terminal.remark("Searched by columns: " + hints.readAs());
        }
    }

    private static void facet(Terminal terminal, String facet, List<FacetValue> values) {
        if (!values.isEmpty()) {
            terminal.out()
                    .println(terminal.styled("bold", facet) + "  "
                            + values.stream()
                                    .limit(FACET_VALUES)
                                    .map(value -> value.value() + " (" + value.count() + ")")
                                    .collect(Collectors.joining(", ")));
        }
    }
}
