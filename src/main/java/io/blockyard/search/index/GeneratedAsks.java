package io.blockyard.search.index;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.search.language.LanguagePacks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What people might say who need a block, made from its name, its documentation and its contract, in both languages. */
public final class GeneratedAsks {

    private static final int MOST_COLUMNS = 3;
    private static final int LONGEST_SENTENCE = 160;

    private GeneratedAsks() {}

    /** The same for the same block and packs; never empty. */
    public static List<String> of(BlockManifest manifest, String summary, LanguagePacks packs) {
        var asks = new LinkedHashSet<String>();
        var name = spoken(manifest.name());
        asks.add(name);
        var purpose = manifest.description().isBlank() ? summary : manifest.description();
        var sentence = firstSentence(purpose);
        if (!sentence.isEmpty()) {
            asks.add("I need something that " + lowerFirst(sentence));
        }
        if (!manifest.tags().isEmpty()) {
            asks.add(manifest.tags().stream().map(GeneratedAsks::spoken).collect(Collectors.joining(" ")));
        }
        if (!manifest.inputs().isEmpty() && !manifest.outputs().isEmpty()) {
            asks.add("I have " + data(manifest.inputs().getFirst()) + " and want "
                    + data(manifest.outputs().getFirst()));
        }
        var french = french(name, packs);
        if (!french.isEmpty()) {
            asks.add(french);
        }
        return List.copyOf(asks);
    }

    /** A port by its name, and by the columns that say most: those that are no keys and no times. */
    private static String data(Port port) {
        var columns = port.columns().stream()
                .map(Column::name)
                .map(GeneratedAsks::spoken)
                .filter(column -> !column.endsWith(" id") && !column.equals("ts") && !column.equals("timestamp"))
                .limit(MOST_COLUMNS)
                .toList();
        return spoken(port.name()) + (columns.isEmpty() ? "" : " with " + String.join(", ", columns));
    }

    /** The name in French, the longest terms first; empty unless all of it is known. */
    private static String french(String name, LanguagePacks packs) {
        var words = List.of(name.split(" "));
        var found = new ArrayList<String>();
        int at = 0;
        while (at < words.size()) {
            int end = words.size();
            while (end > at) {
                var term = packs.frenchOf(String.join(" ", words.subList(at, end)));
                if (term.isPresent()) {
                    found.add(term.get());
                    break;
                }
                end--;
            }
            if (end == at) {
                return "";
            }
            at = end;
        }
        // an English compound begins with what a French one ends with
        return String.join(" ", found.reversed());
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
