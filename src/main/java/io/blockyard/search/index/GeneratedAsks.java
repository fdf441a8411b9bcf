package io.blockyard.search.index;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.search.language.InFrench;
import io.blockyard.search.language.LanguagePacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What people might say who need a block, made from its name, its documentation, its tags and its contract. */
public final class GeneratedAsks {

    private static final int MOST_COLUMNS = 3;
    private static final int LONGEST_SENTENCE = 160;

    private final BlockManifest manifest;
    private final String purpose;
    private final InFrench inFrench;

    private GeneratedAsks(BlockManifest manifest, String summary, LanguagePacks packs) {
        this.manifest = manifest;
        this.purpose = firstSentence(manifest.description().isBlank() ? summary : manifest.description());
        this.inFrench = new InFrench(packs);
    }

    /** In both languages, the same for the same block and packs; never empty. */
    public static List<String> of(BlockManifest manifest, String summary, LanguagePacks packs) {
        var asks = new GeneratedAsks(manifest, summary, packs);
        return Stream.of(asks.english(), asks.frenchName().stream(), asks.french())
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /** The English ones, and in French the name, if it can be said: those that a catalog is calibrated by. */
    static List<String> plain(BlockManifest manifest, String summary, LanguagePacks packs) {
        var asks = new GeneratedAsks(manifest, summary, packs);
        return Stream.concat(asks.english(), asks.frenchName().stream())
                .distinct()
                .toList();
    }

    private Stream<String> english() {
        var asks = new ArrayList<String>();
        asks.add(spoken(manifest.name()));
        if (!purpose.isEmpty()) {
            asks.add("I need something that " + lowerFirst(purpose));
        }
        if (!manifest.tags().isEmpty()) {
            asks.add(String.join(" ", tags()));
        }
        if (hasBothEnds()) {
            asks.add("I have " + input(" with ", UnaryOperator.identity()) + " and want "
                    + output(" with ", UnaryOperator.identity()));
        }
        return asks.stream();
    }

    private Optional<String> frenchName() {
        return inFrench.name(spoken(manifest.name()));
    }

    private Stream<String> french() {
        var asks = new ArrayList<String>();
        var terms = inFrench.terms(purpose);
        if (!terms.isEmpty()) {
            asks.add("j\u2019ai besoin de quelque chose sur " + String.join(", ", terms));
        }
        var known =
                tags().stream().flatMap(tag -> inFrench.inAnyForm(tag).stream()).toList();
        if (2 * known.size() > manifest.tags().size()) {
            asks.add(String.join(" ", known));
        }
        if (hasBothEnds()) {
            var have = input(" avec ", inFrench::orAsItIs);
            var want = output(" avec ", inFrench::orAsItIs);
            boolean isFrench = !have.equals(input(" avec ", UnaryOperator.identity()))
                    || !want.equals(output(" avec ", UnaryOperator.identity()));
            if (isFrench) {
                asks.add("\u00e0 partir de " + have + ", obtenir " + want);
            }
        }
        return asks.stream();
    }

    private List<String> tags() {
        return manifest.tags().stream().map(GeneratedAsks::spoken).toList();
    }

    private boolean hasBothEnds() {
        return !manifest.inputs().isEmpty() && !manifest.outputs().isEmpty();
    }

    private String input(String with, UnaryOperator<String> said) {
        return data(manifest.inputs().getFirst(), with, said);
    }

    private String output(String with, UnaryOperator<String> said) {
        return data(manifest.outputs().getFirst(), with, said);
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
