package io.blockyard.iac.plan;

import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands for a secret value wherever a plan is kept, compared or shown. Its text is an identifier, so that code
 * around it still parses; another value of the same secret has another mark, so that a plan shows that it changed.
 *
 * @param name the variable's name in its environment
 * @param fingerprint the first digits of a keyed digest of the value, which tell nothing about it
 */
public record SecretMark(String name, String fingerprint) implements Comparable<SecretMark> {

    /** How many hexadecimal digits of the digest are kept. */
    public static final int DIGITS = 16;

    private static final Pattern FORM = Pattern.compile("__secret_([A-Za-z_][A-Za-z0-9_]*?)_([0-9a-f]{16})__");

    public String text() {
        return "__secret_" + name + "_" + fingerprint + "__";
    }

    /** The marks in all texts of a value, at any depth. */
    public static SortedSet<SecretMark> in(@Nullable JsonNode node) {
        return node == null ? new TreeSet<>() : new TreeSet<>(listed(node.toString()));
    }

    /** The marks in a text as often and in the order as they stand there. */
    public static List<SecretMark> listed(String text) {
        return FORM.matcher(text)
                .results()
                .map(match -> new SecretMark(match.group(1), match.group(2)))
                .toList();
    }

    /** A text with every mark replaced. */
    public static String replace(String text, java.util.function.Function<SecretMark, String> by) {
        return FORM.matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(by.apply(new SecretMark(match.group(1), match.group(2)))));
    }

    /** A copy of a value in which every text has gone through the function. */
    public static JsonNode mapTexts(JsonNode node, UnaryOperator<String> change) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = JsonMapper.shared().createObjectNode();
                object.properties().forEach(entry -> copy.set(entry.getKey(), mapTexts(entry.getValue(), change)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonMapper.shared().createArrayNode();
                array.forEach(item -> copy.add(mapTexts(item, change)));
                yield copy;
            }
            default ->
                node.isString()
                        ? JsonMapper.shared().getNodeFactory().stringNode(change.apply(node.stringValue()))
                        : node;
        };
    }

    /** A text as people should see it: {@code (secret DB_PASSWORD)} instead of each mark. */
    public static String shown(String text) {
        return replace(text, mark -> "(secret " + mark.name() + ")");
    }

    @Override
    public int compareTo(SecretMark other) {
        return Comparator.comparing(SecretMark::name)
                .thenComparing(SecretMark::fingerprint)
                .compare(this, other);
    }
}
