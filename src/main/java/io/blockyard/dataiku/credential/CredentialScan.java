package io.blockyard.dataiku.credential;

import io.blockyard.dataiku.credential.CredentialRules.Doubt;
import io.blockyard.dataiku.credential.CredentialRules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds credentials in a text, and writes the text without them. */
public final class CredentialScan {

    /** What stands where a credential stood. */
    public static final String MARK = "***removed***";

    private static final Pattern STRONG_NAME = Pattern.compile("(?i).*" + CredentialRules.STRONG + "s?");
    private static final Pattern DOUBTFUL_NAME = Pattern.compile("(?i).*" + CredentialRules.DOUBTFUL);

    /** How far back of a line is looked at; a file of one line is looked at in time all the same. */
    private static final int LONGEST_LINE = 4_000;

    private CredentialScan() {}

    /** What a text is, which says whether a word without quotes may be the name of a variable. */
    public enum Language {
        CODE,
        PROSE
    }

    /**
     * A credential in a text.
     *
     * @param start where it begins, in characters
     * @param line from 1
     */
    public record Match(CredentialKind kind, int start, int end, int line) {}

    /** In the order of the text, none within another. */
    public static List<Match> in(String text, Language language) {
        var lower = text.toLowerCase(Locale.ROOT);
        var found = new ArrayList<Place>();
        for (var rule : CredentialRules.ALL) {
            if (rule.keywords().stream().anyMatch(lower::contains)) {
                find(rule, text, language, found);
            }
        }
        return withLines(text, withoutOverlaps(found));
    }

    /** A match whose line nobody has counted yet. */
    private record Place(CredentialKind kind, int start, int end) {}

    /** What the name of a field says of its value. */
    enum FieldName {
        SAYS_CREDENTIAL,
        MAY_SAY_CREDENTIAL,
        SAYS_NOTHING;

        static FieldName of(String field) {
            if (STRONG_NAME.matcher(field).matches()) {
                return SAYS_CREDENTIAL;
            }
            return DOUBTFUL_NAME.matcher(field).matches() ? MAY_SAY_CREDENTIAL : SAYS_NOTHING;
        }

        /** Whether a value is a credential because of the field that holds it. */
        boolean makesACredentialOf(String value) {
            return switch (this) {
                case SAYS_CREDENTIAL -> Plausible.password(value);
                case MAY_SAY_CREDENTIAL -> Plausible.token(value);
                case SAYS_NOTHING -> false;
            };
        }
    }

    private static void find(Rule rule, String text, Language language, List<Place> found) {
        var matcher = rule.pattern().matcher(text);
        int from = 0;
        while (matcher.find(from)) {
            int start = matcher.start("v");
            int end = matcher.end("v");
            if (isMeant(rule.doubt(), text, start, end, language)) {
                found.add(new Place(rule.kind(), start, end));
                from = Math.max(end, matcher.start() + 1);
            } else {
                // What was taken for a value may hold a credential itself.
                from = matcher.start() + 1;
            }
        }
    }

    private static boolean isMeant(Doubt doubt, String text, int start, int end, Language language) {
        var value = text.substring(start, end);
        return switch (doubt) {
            case CERTAIN -> !value.contains(MARK) && !value.endsWith("EXAMPLE");
            case LIKELY -> Plausible.password(value);
            case WEAK -> Plausible.token(value);
            case UNQUOTED ->
                (language == Language.PROSE || isSaid(text, start)) && Plausible.unquoted(value) && !isCall(text, end);
        };
    }

    /** Whether the place lies in a comment or in a command line rather than in the code itself, as far as a look back says. */
    private static boolean isSaid(String text, int start) {
        var near = text.substring(Math.max(0, start - LONGEST_LINE), start);
        var before = near.substring(near.lastIndexOf('\n') + 1);
        return before.contains("#") || before.contains("--") || before.contains("//") || before.startsWith("%");
    }

    private static boolean isCall(String text, int end) {
        return end < text.length() && "([{".indexOf(text.charAt(end)) >= 0;
    }

    private static List<Place> withoutOverlaps(List<Place> found) {
        found.sort(Comparator.comparingInt(Place::start).thenComparing(Place::end, Comparator.reverseOrder()));
        var kept = new ArrayList<Place>();
        for (var place : found) {
            if (kept.isEmpty() || kept.getLast().end() <= place.start()) {
                kept.add(place);
            } else if (kept.getLast().end() < place.end()) {
                var first = kept.removeLast();
                kept.add(new Place(first.kind(), first.start(), place.end()));
            }
        }
        return kept;
    }

    /** Counts the lines once for all of them. */
    private static List<Match> withLines(String text, List<Place> places) {
        var matches = new ArrayList<Match>(places.size());
        int line = 1;
        int end = text.indexOf('\n');
        for (var place : places) {
            while (end >= 0 && end < place.start()) {
                line++;
                end = text.indexOf('\n', end + 1);
            }
            matches.add(new Match(place.kind(), place.start(), place.end(), line));
        }
        return matches;
    }
}
