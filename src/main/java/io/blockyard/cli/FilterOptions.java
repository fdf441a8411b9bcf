package io.blockyard.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Among which blocks is looked: any of the values of one facet, and all of several. */
class FilterOptions {

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Only this domain. May be repeated.")
    private List<String> domains = List.of();

    @Option(names = "--level", paramLabel = "LEVEL", description = "Only this hierarchy level. May be repeated.")
    private List<String> levels = List.of();

    @Option(names = "--type", paramLabel = "TYPE", description = "Only this type: zone or solution. May be repeated.")
    private List<String> types = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "Only with this tag. May be repeated.")
    private List<String> tags = List.of();

    @Option(names = "--source", paramLabel = "KEY", description = "Only from this project. May be repeated.")
    private List<String> sources = List.of();

    @Option(names = "--status", paramLabel = "STATUS", description = "published or deprecated. May be repeated.")
    private List<String> statuses = List.of();

    /** Facet → values, without facets that nothing was chosen of. */
    Map<String, List<String>> chosen() {
        var chosen = new LinkedHashMap<String, List<String>>();
        chosen.put("domain", domains);
        chosen.put("level", levels);
        chosen.put("type", types);
        chosen.put("tag", tags);
        chosen.put("source", sources);
        chosen.put("status", statuses);
        chosen.values().removeIf(List::isEmpty);
        return chosen;
    }

    /** The path, narrowed. */
    final ApiPath narrow(ApiPath path) {
        var narrowed = path;
        for (var facet : chosen().entrySet()) {
            narrowed = narrowed.withAll(facet.getKey(), facet.getValue());
        }
        return narrowed;
    }

    /** Of a search, which knows how old a version is, too. */
    static final class OfSearch extends FilterOptions {

        @Option(
                names = "--freshness",
                paramLabel = "SPAN",
                description = "Only with a version of the last day, week, month or year.")
        private List<String> freshness = List.of();

        @Override
        Map<String, List<String>> chosen() {
            var chosen = super.chosen();
            if (!freshness.isEmpty()) {
                chosen.put("freshness", freshness);
            }
            return chosen;
        }
    }
}
