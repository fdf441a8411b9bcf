package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Asks an instance for the surroundings of a project. What the key may not see is left out. */
final class SurroundingsReading {

    private final DssHttp http;

    SurroundingsReading(DssHttp http) {
        this.http = http;
    }

    Surroundings of(ProjectSnapshot project) {
        var unanswered = new ArrayList<String>();
        var components = project.pluginComponents();
        var plugins = plugins(project.key(), components, unanswered);
        return new Surroundings(
                packages(project.codeEnvironments()),
                plugins,
                plugins.keySet().containsAll(components) ? List.of() : unanswered);
    }

    private Map<String, List<String>> packages(Collection<String> environments) {
        var packages = new TreeMap<String, List<String>>();
        for (var name : environments) {
            visible(DssPath.of("admin", "code-envs", "PYTHON", name))
                    .map(environment -> Documents.text(environment, "specPackageList"))
                    .ifPresent(list -> packages.put(name, list.lines().toList()));
        }
        return packages;
    }

    /** Every plugin knows where it is used; nothing knows the plugin of a component. */
    private Map<String, String> plugins(
            String projectKey, Collection<String> components, Collection<String> unanswered) {
        var found = new HashMap<String, String>();
        if (components.isEmpty()) {
            return found;
        }
        var open = new HashSet<>(components);
        for (var plugin : visible("/plugins/").orElseGet(Documents::empty).values()) {
            var id = Documents.text(plugin, "id");
            if (!open.isEmpty() && PathName.isName(id)) {
                usages(projectKey, id, unanswered)
                        .ifPresent(answer -> answer.path("usages").forEach(usage -> {
                            var component = component(Documents.text(usage, "elementType"));
                            if (open.remove(component)) {
                                found.put(component, id);
                            }
                        }));
            }
        }
        return found;
    }

    /** One plugin that is broken there stops no crawl. */
    private Optional<JsonNode> usages(String projectKey, String plugin, Collection<String> unanswered) {
        try {
            return visible(DssPath.of("plugins", plugin, "actions", "listUsages") + "?projectKey="
                    + DssPath.encoded(projectKey));
        } catch (ProblemException failure) {
            var code = failure.problems().getFirst().code();
            if (!code.equals(DssErrors.FAILED) && !code.equals(DssErrors.DECLINED)) {
                throw failure;
            }
            unanswered.add(plugin);
            return Optional.empty();
        }
    }

    /** The component's own id, with or without the type of object in front that it has in a recipe or dataset. */
    private static String component(String elementType) {
        return elementType.replaceFirst("^Custom(Code|Python|Java)_", "");
    }

    /** What the key may not see is no failure; an instance that does not answer is, lest it look like a change. */
    private Optional<JsonNode> visible(String path) {
        try {
            return http.find(path);
        } catch (ProblemException failure) {
            return switch (failure.kind()) {
                case SETTINGS, FORBIDDEN, UNAUTHENTICATED -> Optional.empty();
                case INVALID, NOT_FOUND, CONFLICT, UNPLANNABLE, REMOTE -> {
                    if (failure.problems().getFirst().code().equals(DssErrors.NOT_OFFERED)) {
                        yield Optional.empty();
                    }
                    throw failure;
                }
            };
        }
    }
}
