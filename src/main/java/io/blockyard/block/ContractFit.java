package io.blockyard.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How well an output of one block serves as an input of another, judged by the two contracts.
 *
 * @param score from 0 to 1
 * @param complete whether every required column is there by its name, upper and lower case aside, and no column that
 *     both know has another type
 * @param respelled columns that are only found under another spelling, which code may not forgive
 * @param explanation for people, one or two sentences
 * @param columns one for each expected column, in the contract's order
 */
public record ContractFit(
        double score, boolean complete, List<String> respelled, String explanation, List<ColumnFit> columns) {

    private static final double OPTIONAL_WEIGHT = 0.25;
    private static final double SPELLING = 0.85;
    private static final double WIDENING = 0.95;
    private static final double TEXT = 0.5;

    private static final double COLUMNS_SHARE = 0.85;
    private static final double SAME_DATASET = 0.9;
    /** Names alone, without a contract on one of the sides, never weigh as much as columns that fit. */
    private static final double NAME_ALONE = 0.7;

    private static final int ENOUGH_COLUMNS = 3;
    private static final int MOST_NAMED = 4;

    private static final ContractFit NONE = new ContractFit(0, false, List.of(), "Another kind of object.", List.of());

    /**
     * A column of the expected contract.
     *
     * @param offeredType empty when it is missing
     * @param verdict {@code fits}, {@code widens}, {@code differs} or {@code missing}
     */
    public record ColumnFit(String column, String expectedType, String offeredType, String verdict) {}

    /**
     * @param fromProject the project that the offering block was made from; empty when not known
     * @param toProject likewise of the expecting block
     */
    public static ContractFit of(String fromProject, Port output, String toProject, Port input) {
        if (output.type() != input.type()) {
            return NONE;
        }
        boolean sameObject = !fromProject.isEmpty()
                && fromProject.equals(toProject)
                && output.name().equals(input.name())
                && output.ref().equals(input.ref());
        var origin = Stream.of(
                        sameObject ? "Both are " + input.name() + " of " + fromProject + "." : "",
                        input.partitionMismatch(output)
                                .map(sentence -> sentence + ".")
                                .orElse(""))
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
        if (input.columns().isEmpty() || output.columns().isEmpty()) {
            return byName(output, input, sameObject, origin);
        }
        return byColumns(output, input, sameObject, origin);
    }

    private static ContractFit byName(Port output, Port input, boolean sameObject, String origin) {
        var missing = input.columns().stream()
                .map(c -> new ColumnFit(c.name(), c.type(), "", "missing"))
                .toList();
        if (sameObject) {
            return new ContractFit(SAME_DATASET, true, List.of(), origin, List.of());
        }
        double similarity = nameSimilarity(output.name(), input.name());
        if (!missing.isEmpty()) {
            return new ContractFit(
                    round(similarity * NAME_ALONE / 2),
                    false,
                    List.of(),
                    after(origin, "The columns of " + output.name() + " are not known."),
                    missing);
        }
        var sentence = similarity == 1 ? "The names are the same" : "The names are alike";
        return new ContractFit(
                round(similarity * NAME_ALONE),
                true,
                List.of(),
                after(origin, sentence + "; no columns are known to compare."),
                List.of());
    }

    private static String after(String origin, String sentence) {
        return origin.isEmpty() ? sentence : origin + " " + sentence;
    }

    private static ContractFit byColumns(Port output, Port input, boolean sameObject, String origin) {
        var offered = new Offered(output.columns());
        var fits = new ArrayList<ColumnFit>();
        var respelled = new ArrayList<String>();
        double met = 0;
        double all = 0;
        boolean complete = true;
        for (var expected : input.columns()) {
            var column = offered.find(expected.name());
            var fit = columnFit(expected, column);
            fits.add(fit);
            double weight = expected.required() ? 1 : OPTIONAL_WEIGHT;
            all += weight;
            met += weight * quality(expected, column);
            if (fit.verdict().equals("differs") || (fit.verdict().equals("missing") && expected.required())) {
                complete = false;
            }
            if (column != null && !column.name().equals(expected.name())) {
                respelled.add(column.name() + " for " + expected.name());
                complete &= column.name().equalsIgnoreCase(expected.name());
            }
        }
        double evidence = Math.min(1, 0.7 + 0.3 * fits.size() / ENOUGH_COLUMNS);
        double columns = met / all;
        double score =
                COLUMNS_SHARE * columns * evidence + (1 - COLUMNS_SHARE) * nameSimilarity(output.name(), input.name());
        if (sameObject) {
            score = Math.max(score, SAME_DATASET * columns + (1 - SAME_DATASET));
        }
        return new ContractFit(
                round(score), complete, List.copyOf(respelled), explain(fits, respelled, origin), List.copyOf(fits));
    }

    private static ColumnFit columnFit(Column expected, @Nullable Column offered) {
        if (offered == null) {
            return new ColumnFit(expected.name(), expected.type(), "", "missing");
        }
        var verdict = switch (ColumnTypes.compare(offered.type(), expected.type())) {
            case SAME -> "fits";
            case WIDENS, AS_TEXT -> "widens";
            case DIFFERS -> "differs";
        };
        return new ColumnFit(expected.name(), expected.type(), offered.type(), verdict);
    }

    private static double quality(Column expected, @Nullable Column offered) {
        if (offered == null) {
            return 0;
        }
        double spelling = offered.name().equals(expected.name()) ? 1 : SPELLING;
        return spelling
                * switch (ColumnTypes.compare(offered.type(), expected.type())) {
                    case SAME -> 1;
                    case WIDENS -> WIDENING;
                    case AS_TEXT -> TEXT;
                    case DIFFERS -> 0;
                };
    }

    private static String explain(List<ColumnFit> fits, List<String> respelled, String origin) {
        var sentences = new ArrayList<String>();
        if (!origin.isEmpty()) {
            sentences.add(origin);
        }
        long met = fits.stream()
                .filter(f -> f.verdict().equals("fits") || f.verdict().equals("widens"))
                .count();
        sentences.add(
                met == fits.size()
                        ? (met == 1 ? "The expected column is there." : "All " + met + " expected columns are there.")
                        : met + " of " + fits.size() + " expected columns are there.");
        name(sentences, "Missing: ", fits, "missing", f -> f.column());
        name(sentences, "Of another type: ", fits, "differs", ContractFit::types);
        name(sentences, "Converted: ", fits, "widens", ContractFit::types);
        if (!respelled.isEmpty()) {
            sentences.add("Spelled otherwise: " + listed(respelled) + ".");
        }
        return String.join(" ", sentences);
    }

    private static void name(
            List<String> sentences,
            String heading,
            List<ColumnFit> fits,
            String verdict,
            Function<ColumnFit, String> words) {
        var named = fits.stream()
                .filter(f -> f.verdict().equals(verdict))
                .map(words)
                .toList();
        if (!named.isEmpty()) {
            sentences.add(heading + listed(named) + ".");
        }
    }

    private static String types(ColumnFit fit) {
        return fit.column() + " (" + fit.offeredType() + " for " + fit.expectedType() + ")";
    }

    private static String listed(List<String> names) {
        var text = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? text + " and " + (names.size() - MOST_NAMED) + " more" : text;
    }

    /** Share of words in common, from 0 to 1; 1 only for the same words. */
    public static double nameSimilarity(String one, String other) {
        var left = words(one);
        var right = words(other);
        if (left.isEmpty() || right.isEmpty()) {
            return 0;
        }
        var common = new HashSet<>(left);
        common.retainAll(right);
        return 2.0 * common.size() / (left.size() + right.size());
    }

    private static Set<String> words(String name) {
        var spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        var words = new HashSet<>(List.of(spaced.split("[^\\p{L}\\p{N}]+")));
        words.remove("");
        return words;
    }

    private static double round(double score) {
        return Math.round(Math.clamp(score, 0, 1) * 10_000) / 10_000.0;
    }

    /** Columns by exact name, then by a spelling without case and separators where that is unambiguous. */
    private static final class Offered {
        private final Map<String, Column> exact = new HashMap<>();
        private final Map<String, Column> folded = new HashMap<>();
        private final Set<String> ambiguous = new HashSet<>();

        Offered(List<Column> columns) {
            for (var column : columns) {
                exact.putIfAbsent(column.name(), column);
                if (folded.putIfAbsent(fold(column.name()), column) != null) {
                    ambiguous.add(fold(column.name()));
                }
            }
        }

        @Nullable
        Column find(String name) {
            var same = exact.get(name);
            if (same != null || ambiguous.contains(fold(name))) {
                return same;
            }
            return folded.get(fold(name));
        }

        private static String fold(String name) {
            return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-\\s.]", "");
        }
    }
}
