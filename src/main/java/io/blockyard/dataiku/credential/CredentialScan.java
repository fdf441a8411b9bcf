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
        var found = new ArrayList<Match>();
        for (var rule : CredentialRules.ALL) {
            if (rule.keywords().stream().anyMatch(lower::contains)) {
                find(rule, text, language, found);
            }
        }
        return withoutOverlaps(found);
    }

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

    private static void find(Rule rule, String text, Language language, List<Match> found) {
        var matcher = rule.pattern().matcher(text);
        int from = 0;
        while (matcher.find(from)) {
            int start = matcher.start("v");
            int end = matcher.end("v");
            if (isMeant(rule.doubt(), text, start, end, language)) {
                found.add(new Match(rule.kind(), start, end, line(text, start)));
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

    /** Whether the place lies in a comment or in a command line rather than in the code itself. */
    private static boolean isSaid(String text, int start) {
        var before = text.substring(text.lastIndexOf('\n', start - 1) + 1, start);
        return before.contains("#") || before.contains("--") || before.contains("//") || before.startsWith("%");
    }

    private static boolean isCall(String text, int end) {
        return end < text.length() && "([{".indexOf(text.charAt(end)) >= 0;
    }

    private static List<Match> withoutOverlaps(List<Match> found) {
        found.sort(Comparator.comparingInt(Match::start).thenComparing(Match::end, Comparator.reverseOrder()));
        var kept = new ArrayList<Match>();
        for (var match : found) {
            if (kept.isEmpty() || kept.getLast().end() <= match.start()) {
                kept.add(match);
            } else if (kept.getLast().end() < match.end()) {
                var first = kept.removeLast();
                kept.add(new Match(first.kind(), first.start(), match.end(), first.line()));
            }
        }
        return kept;
    }

    private static int line(String text, int position) {
        int line = 1;
        for (int i = text.indexOf('\n'); i >= 0 && i < position; i = text.indexOf('\n', i + 1)) {
            line++;
        }
        return line;
    }
}
