package io.blockyard.discovery.article;

import io.blockyard.catalog.ArticlePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Small pieces of English, with names as Markdown shows them. */
final class Prose {

    private static final int NAMES_SHOWN = 6;
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]{0,300})]\\([^()\\s]{0,500}\\)");

    private Prose() {}

    /** {@code `a`, `b` and `c`}; what is beyond six is counted. */
    static String codes(List<String> names) {
        var shown = names.stream()
                .limit(names.size() == NAMES_SHOWN + 1 ? names.size() : NAMES_SHOWN)
                .map(ArticlePage::code)
                .toList();
        var hidden = names.size() - shown.size();
        return and(
                hidden == 0
                        ? shown
                        : Stream.concat(shown.stream(), Stream.of(hidden + " more"))
                                .toList());
    }

    /** {@code a, b and c}. */
    static String and(List<String> parts) {
        return switch (parts.size()) {
            case 0 -> "";
            case 1 -> parts.getFirst();
            default -> String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
        };
    }

    /** {@code 1 recipe}, {@code 2 recipes}. */
    static String count(long number, String singular) {
        if (number == 1) {
            return "1 " + singular;
        }
        return number + " "
                + (singular.endsWith("y") ? singular.substring(0, singular.length() - 1) + "ies" : singular + "s");
    }

    static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** The text with a full stop, unless it ends in punctuation already. */
    static String sentence(String text) {
        var trimmed = text.strip();
        return trimmed.isEmpty() || ".!?:".indexOf(trimmed.charAt(trimmed.length() - 1)) >= 0 ? trimmed : trimmed + ".";
    }

    /** The first sentence or line of a text. */
    static String firstSentence(String text) {
        var line = text.strip()
                .lines()
                .filter(l -> !l.isBlank())
                .findFirst()
                .orElse("")
                .strip();
        var end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    /** The text with the words of links in the place of the links; empty when it is nothing but one. */
    static String withoutLinks(String markdown) {
        var text = markdown.strip();
        return LINK.matcher(text).matches() ? "" : LINK.matcher(text).replaceAll("$1");
    }

    /** The text with its headings below those of an article's sections; what stands in fences is no heading. */
    static String belowSections(String markdown) {
        var fence = "";
        var lines = new ArrayList<String>();
        for (var line : markdown.split("\n", -1)) {
            var start = line.strip();
            var mark = start.startsWith("```") ? "```" : start.startsWith("~~~") ? "~~~" : "";
            if (fence.isEmpty()) {
                fence = mark;
                lines.add(mark.isEmpty() ? line.replaceFirst("^#{1,3}(?=\\s)", "####") : line);
            } else {
                fence = mark.equals(fence) ? "" : fence;
                lines.add(line);
            }
        }
        return String.join("\n", lines);
    }

    /** The text without the marks of inline code. */
    static String plain(String markdown) {
        return markdown.replace("`", "").replace("**", "");
    }

    /** {@code RemoveRowsOnEmpty} as {@code remove rows on empty}. */
    static String words(String camelCase) {
        return camelCase
                .replaceAll("Processor$", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replace('_', ' ')
                .replace('-', ' ')
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
