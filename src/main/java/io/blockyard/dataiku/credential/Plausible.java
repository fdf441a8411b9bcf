package io.blockyard.dataiku.credential;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a value in the place of a credential is one, rather than an example, a name or a reference to one. */
final class Plausible {

    /** Says where the value comes from, instead of being it: {@code ${x}}, {@code {{ x }}}, {@code %s}, {@code <x>}. */
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$\\{?[A-Za-z_(].*|\\{.*}|%\\(?.*\\)?s|<.*>|\\[.*]|:[a-z_]+|.*\\{\\{.*}}.*|.*\\$\\{[^}]*}.*|(?:os|sys|env|process|config|settings|secrets|vault|dataiku)[.:].*");

    /** Nothing but stars, dots, crosses or dashes. */
    private static final Pattern BLANKED = Pattern.compile("[*.xX\u2022_#?-]*|.*\\*\\*\\*.*");

    private static final Pattern SPOKEN = Pattern.compile(
            "(?i).*(?:pass ?word|passwd|passphrase|secret|token|api[_ -]?key|your|example|change[_ -]?me|placeholder|dummy|redacted|masked|hidden|insert|replace|enter|todo|none|null).*");

    private static final Set<String> NO_VALUES = Set.of(
            "none",
            "null",
            "nil",
            "true",
            "false",
            "undefined",
            "na",
            "n/a",
            "tbd",
            "todo",
            "test",
            "string",
            "str",
            "text",
            "password",
            "pwd",
            "pass",
            "secret",
            "user",
            "username",
            "hidden",
            "required",
            "optional",
            "empty");

    private static final int SHORTEST_TOKEN = 8;
    private static final int LONG = 20;
    private static final double RANDOM = 3.3;

    private Plausible() {}

    /** Anything that is not plainly something else. */
    static boolean password(String value) {
        var text = value.strip();
        return text.length() >= 3
                && !REFERENCE.matcher(text).matches()
                && !BLANKED.matcher(text).matches()
                && !NO_VALUES.contains(text.toLowerCase(Locale.ROOT))
                && (hasDigit(text) || !SPOKEN.matcher(text).matches());
    }

    /** A password that also looks as if nobody had thought of it as a word. */
    static boolean token(String value) {
        return value.length() >= SHORTEST_TOKEN
                && password(value)
                && value.chars().noneMatch(Character::isWhitespace)
                && !value.matches("[A-Za-z]*[0-9]{0,2}|[a-z_]+|[A-Z_]+|[\\w-]+(?:\\.[A-Za-z_]+)+|/.*|https?:.*")
                && ((hasDigit(value) && hasLetter(value)) || value.length() >= LONG)
                && entropy(value) >= Math.min(RANDOM, Math.log(value.length()) / Math.log(2) * 0.75);
    }

    /** A password that stands free in a text, where most words are just words. */
    static boolean unquoted(String value) {
        var text = value.replaceAll("[.!?:*]+$", "");
        return text.length() >= 5
                && password(text)
                && hasLetter(text)
                && (hasDigit(text) || text.matches(".*[!@#$%^&+~].*"))
                && !text.matches(
                        "\\d+(?:[.,]\\d+)*[A-Za-z%]{0,3}|[\\w.-]+\\.(?:json|ya?ml|txt|csv|py|md|env|key|pem)|https?:.*");
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    private static boolean hasLetter(String text) {
        return text.chars().anyMatch(Character::isLetter);
    }

    /** Bits a character, after Shannon. */
    private static double entropy(String text) {
        return text
                .chars()
                .boxed()
                .collect(Collectors.groupingBy(character -> character, Collectors.counting()))
                .values()
                .stream()
                .mapToDouble(count -> (double) count / text.length())
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }
}
