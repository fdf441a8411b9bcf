package io.blockyard.discovery;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which objects are the same under another name. A dataset or a recipe is known again by its {@code creationTag}, who
 * made it at which millisecond, since its file is named after it; everything else has an id of its own. A tag that is
 * missing, or that several objects share because they were made by one import, tells nothing: then the name does.
 *
 * @param datasets old names to new ones
 * @param recipes old names to new ones
 * @param objects old names of objects with ids to new ones
 * @param replaced names of datasets and recipes under which another object stands now
 */
record Renames(
        Map<String, String> datasets, Map<String, String> recipes, Map<String, String> objects, Set<String> replaced) {

    /** What was renamed between two states of one zone's part of a project. */
    static Renames between(ProjectSnapshot old, ProjectSnapshot now) {
        var datasets = new Kind(old.datasets(), now.datasets(), Dataset::name, Dataset::document);
        var recipes = new Kind(old.recipes(), now.recipes(), Recipe::name, Recipe::document);
        var replaced = new TreeSet<>(datasets.replaced());
        replaced.addAll(recipes.replaced());
        return new Renames(datasets.renamed(), recipes.renamed(), objects(old, now), replaced);
    }

    /** Old names of ports to new ones. */
    Map<String, String> ports() {
        var ports = new HashMap<>(objects);
        ports.putAll(datasets);
        return ports;
    }

    private static Map<String, String> objects(ProjectSnapshot old, ProjectSnapshot now) {
        var names = now.objects().stream().collect(Collectors.toMap(FlowObject::id, FlowObject::name, (a, b) -> a));
        var renamed = new TreeMap<String, String>();
        old.objects().forEach(object -> {
            var name = names.getOrDefault(object.id(), object.name());
            if (!name.equals(object.name())) {
                renamed.put(object.name(), name);
            }
        });
        return renamed;
    }

    /** Names and tags of one kind of object, before and now. */
    private static final class Kind {

        private final Map<String, String> oldTags;
        private final Map<String, String> tags;
        private final Map<String, String> oldNames;
        private final Map<String, String> names;

        <T> Kind(List<T> old, List<T> now, Function<T, String> name, Function<T, ObjectNode> document) {
            oldTags = tags(old, name, document);
            tags = tags(now, name, document);
            oldNames = byTag(oldTags);
            names = byTag(tags);
        }

        Map<String, String> renamed() {
            var renamed = new TreeMap<String, String>();
            oldNames.forEach((tag, oldName) -> {
                var name = names.getOrDefault(tag, oldName);
                if (!name.equals(oldName)) {
                    renamed.put(oldName, name);
                }
            });
            return renamed;
        }

        Set<String> replaced() {
            var replaced = new TreeSet<String>();
            var elsewhere = renamed().keySet();
            oldTags.forEach((name, tag) -> {
                var now = tags.getOrDefault(name, "");
                if (!tag.isEmpty() && !now.isEmpty() && !now.equals(tag) && !elsewhere.contains(name)) {
                    replaced.add(name);
                }
            });
            return replaced;
        }

        private static <T> Map<String, String> tags(
                List<T> things, Function<T, String> name, Function<T, ObjectNode> document) {
            var tags = new TreeMap<String, String>();
            things.forEach(thing -> tags.put(name.apply(thing), creation(document.apply(thing))));
            return tags;
        }

        /** Only the tags that one object alone has. */
        private static Map<String, String> byTag(Map<String, String> tags) {
            var names = new HashMap<String, String>();
            var shared = new HashSet<String>();
            tags.forEach((name, tag) -> {
                if (!tag.isEmpty() && names.put(tag, name) != null) {
                    shared.add(tag);
                }
            });
            names.keySet().removeAll(shared);
            return names;
        }

        private static String creation(ObjectNode document) {
            var tag = document.path("creationTag");
            var at = tag.path("lastModifiedOn").asLong(0);
            return at == 0
                    ? ""
                    : at + " " + tag.path("lastModifiedBy").path("login").asString("");
        }
    }
}
