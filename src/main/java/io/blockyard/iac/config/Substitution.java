package io.blockyard.iac.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values of the environment where a text says {@code {{ env.NAME }}} or
 * {@code {{ env.NAME | default('x') }}}. DSS's own {@code ${…}} passes through untouched.
 */
final class Substitution {

    private static final Pattern FORM = Pattern.compile("\\{\\{\\s*env\\.([A-Za-z_][A-Za-z0-9_]*)\\s*"
            + "(?:\\|\\s*default\\(\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*\\)\\s*)?}}");

    private final Map<String, String> environment;
    private final Findings findings;
    private final Map<String, String> used = new TreeMap<>();

    Substitution(Map<String, String> environment, Findings findings) {
        this.environment = environment;
        this.findings = findings;
    }

    String apply(String text, Place place) {
        if (!text.contains("{{")) {
            return text;
        }
        return FORM.matcher(text).replaceAll(match -> {
            var name = match.group(1);
            var fallback = match.group(2) == null ? match.group(3) : match.group(2);
            var value = environment.getOrDefault(name, fallback);
            if (value == null) {
                findings.error(
                        "env.missing",
                        place,
                        "The environment has no \u201c" + name + "\u201d.",
                        NearestName.suggest(
                                name,
                                environment.keySet(),
                                "Set it, or write {{ env." + name + " | default('\u2026') }}."));
                return "";
            }
            used.put(name, value);
            return Matcher.quoteReplacement(value);
        });
    }

    /** The names that were used, with their values. */
    Map<String, String> used() {
        return Map.copyOf(used);
    }
}
