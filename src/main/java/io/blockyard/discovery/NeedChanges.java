package io.blockyard.discovery;

import io.blockyard.block.BlockManifest.Dependencies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What changed in the needs of a block, as sentences without a full stop. Which other blocks it uses is no change: that
 * follows from the catalog and not from its source.
 */
final class NeedChanges {

    private NeedChanges() {}

    private record Kind(String words, Function<Dependencies, List<String>> names) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("Python package", Dependencies::python),
            new Kind("R package", Dependencies::r),
            new Kind("SQL of", Dependencies::sql),
            new Kind("plugin", Dependencies::plugins),
            new Kind("plugin component", Dependencies::pluginComponents),
            new Kind("connection", Dependencies::connections),
            new Kind("code environment", Dependencies::codeEnvs),
            new Kind("project variable", Dependencies::variables));

    static List<String> between(Dependencies before, Dependencies after) {
        var sentences = new ArrayList<String>();
        for (var kind : KINDS) {
            var old = kind.names().apply(before);
            var now = kind.names().apply(after);
            Stream.concat(
                            now.stream()
                                    .filter(name -> !old.contains(name))
                                    .map(name -> "needs the " + kind.words() + " " + name),
                            old.stream()
                                    .filter(name -> !now.contains(name))
                                    .map(name -> "no longer needs the " + kind.words() + " " + name))
                    .forEach(sentences::add);
        }
        return sentences;
    }
}
