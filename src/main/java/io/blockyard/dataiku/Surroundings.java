package io.blockyard.dataiku;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an instance knows of the things that a project only names. Files do not know it, and an instance may not tell it
 * to everybody: what is not known is missing.
 *
 * @param packages what a code environment asks for, by its name: one requirement each, such as {@code pandas==2.1.4}
 * @param plugins the plugin that a component belongs to, by the component's id
 * @param unanswered plugins that the instance failed to tell of, where a component may belong to one of them
 */
public record Surroundings(Map<String, List<String>> packages, Map<String, String> plugins, List<String> unanswered) {

    public static final Surroundings UNKNOWN = new Surroundings(Map.of(), Map.of());

    public Surroundings {
        packages = Collections.unmodifiableMap(new TreeMap<>(packages));
        plugins = Collections.unmodifiableMap(new TreeMap<>(plugins));
        unanswered = List.copyOf(unanswered);
    }

    public Surroundings(Map<String, List<String>> packages, Map<String, String> plugins) {
        this(packages, plugins, List.of());
    }
}
