package io.blockyard.search;

import io.blockyard.search.index.Facet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A piece of what a person typed: a word, a phrase in quotes, or {@code field:value}.
 *
 * @param not whether it was excluded by a leading minus
 * @param field empty for a word or phrase that may stand anywhere
 * @param start where the text of the piece begins in what was typed
 */
record QueryPart(boolean not, String field, String text, boolean phrase, int start) {

    static final Set<String> TEXT_FIELDS =
            Set.of("name", "description", "article", "contains", "owner", "asks", "input", "output", "column", "id");

    private static final Pattern PART = Pattern.compile("(-)?(?:([A-Za-z]+):)?(?:\"([^\"]*)\"?|(\\S+))");

    /** Everything that was typed, in order; what has no form of its own is a word. */
    static List<QueryPart> of(String typed) {
        var parts = new ArrayList<QueryPart>();
        var match = PART.matcher(typed);
        while (match.find()) {
            int group = match.group(3) == null ? 4 : 3;
            var value = Objects.requireNonNullElse(match.group(group), "");
            int start = match.start(group);
            var field = singular(Objects.requireNonNullElse(match.group(2), "").toLowerCase(Locale.ROOT));
            boolean not = match.group(1) != null && isExcluded(value, field, group == 3);
            if (!field.isEmpty() && !isField(field)) {
                value = typed.substring(match.start(2), match.end(group));
                start = match.start(2);
                field = "";
            }
            parts.add(new QueryPart(not, field, value, group == 3, start));
        }
        return parts;
    }

    /** A minus before a bare number belongs to the number. */
    private static boolean isExcluded(String value, String field, boolean phrase) {
        return !value.isBlank() && (phrase || isField(field) || Character.isLetter(value.codePointAt(0)));
    }

    /** Whether it says what must be, not what would be good. */
    boolean mustHold() {
        return phrase || !field.isEmpty();
    }

    boolean isWord() {
        return !not && !mustHold();
    }

    private static boolean isField(String name) {
        return TEXT_FIELDS.contains(name) || Facet.labelled(name).isPresent();
    }

    private static String singular(String field) {
        return field.endsWith("s") && isField(field.substring(0, field.length() - 1))
                ? field.substring(0, field.length() - 1)
                : field;
    }
}
