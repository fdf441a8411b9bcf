package io.blockyard.search.index;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.search.language.InFrench;
import io.blockyard.search.language.LanguagePacks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What people might say who need a block, made from its name, its documentation, its tags and its contract.
 *
 * @param french the name first, if it can be said; made of what the language packs know
 */
public record GeneratedAsks(List<String> english, List<String> french) {

    private static final int MOST_COLUMNS = 3;
    private static final int LONGEST_SENTENCE = 160;

    /** The same for the same block and packs; English ones are never missing. */
    public static GeneratedAsks of(BlockManifest manifest, String summary, LanguagePacks packs) {
        var english = new LinkedHashSet<String>();
        var french = new LinkedHashSet<String>();
        var inFrench = new InFrench(packs);

        var name = spoken(manifest.name());
        english.add(name);
        inFrench.name(name).ifPresent(french::add);

        var sentence = firstSentence(manifest.description().isBlank() ? summary : manifest.description());
        if (!sentence.isEmpty()) {
            english.add("I need something that " + lowerFirst(sentence));
            var terms = inFrench.terms(sentence);
            if (!terms.isEmpty()) {
                french.add("j\u2019ai besoin de quelque chose sur " + String.join(", ", terms));
            }
        }
        if (!manifest.tags().isEmpty()) {
            var tags = manifest.tags().stream().map(GeneratedAsks::spoken).toList();
            english.add(String.join(" ", tags));
            var known =
                    tags.stream().flatMap(tag -> inFrench.name(tag).stream()).toList();
            if (2 * known.size() > tags.size()) {
                french.add(String.join(" ", known));
            }
        }
        if (!manifest.inputs().isEmpty() && !manifest.outputs().isEmpty()) {
            var input = manifest.inputs().getFirst();
            var output = manifest.outputs().getFirst();
            english.add("I have " + data(input, " with ", UnaryOperator.identity()) + " and want "
                    + data(output, " with ", UnaryOperator.identity()));
            var have = data(input, " avec ", inFrench::orAsItIs);
            var want = data(output, " avec ", inFrench::orAsItIs);
            boolean known = !have.equals(data(input, " avec ", UnaryOperator.identity()))
                    || !want.equals(data(output, " avec ", UnaryOperator.identity()));
            if (known) {
                french.add("\u00e0 partir de " + have + ", obtenir " + want);
            }
        }
        return new GeneratedAsks(List.copyOf(english), List.copyOf(french));
    }

    /** Both languages, each text once. */
    public List<String> all() {
        return Stream.concat(english.stream(), french.stream()).distinct().toList();
    }

    /** A port by its name, and by the columns that say most: those that are no keys and no times. */
    private static String data(Port port, String with, UnaryOperator<String> said) {
        var columns = port.columns().stream()
                .map(Column::name)
                .map(GeneratedAsks::spoken)
                .filter(column -> !column.endsWith(" id") && !column.equals("ts") && !column.equals("timestamp"))
                .limit(MOST_COLUMNS)
                .map(said)
                .toList();
        return said.apply(spoken(port.name())) + (columns.isEmpty() ? "" : with + String.join(", ", columns));
    }

    private static String firstSentence(String text) {
        var line = text.strip().lines().findFirst().orElse("");
        int end = line.indexOf(". ");
        var sentence =
                (end < 0 ? line : line.substring(0, end)).replaceAll("\\.$", "").strip();
        return sentence.length() > LONGEST_SENTENCE ? "" : sentence;
    }

    private static String lowerFirst(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String spoken(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2")
                .replaceAll("[_\\-\\s]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
