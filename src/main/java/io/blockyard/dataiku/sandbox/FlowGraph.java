package io.blockyard.dataiku.sandbox;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * The flow as clients walk it: {@code {nodes: {ref: {ref, type, subType, predecessors, successors}}, datasets, recipes,
 * folders}}. A reference that leads nowhere is left out: clients look every one of them up among the nodes.
 */
final class FlowGraph {

    private final Map<String, ObjectNode> nodes = new TreeMap<>();
    private final Map<String, Set<String>> predecessors = new HashMap<>();
    private final Map<String, Set<String>> successors = new HashMap<>();
    private final Project project;

    private FlowGraph(Project project) {
        this.project = project;
    }

    static ObjectNode whole(Project project) {
        return new FlowGraph(project).build((type, id) -> true);
    }

    static ObjectNode ofZone(Project project, String zone) {
        var zones = Zones.of(project);
        zones.get(zone);
        var homes = zones.homes();
        return new FlowGraph(project)
                .build((type, id) ->
                        homes.getOrDefault(type + "/" + id, Zones.DEFAULT).equals(zone));
    }

    private ObjectNode build(BiPredicate<String, String> included) {
        for (var kind : Objects.values()) {
            project.documents(kind.folder()).forEach((id, document) -> {
                if (included.test(kind.itemType(), id)) {
                    addNode(id, kind.nodeType(), Json.text(document, "type"));
                }
            });
        }
        project.documents(RecipeCalls.FOLDER).forEach((name, recipe) -> {
            if (included.test("RECIPE", name)) {
                addRecipe(name, recipe);
            }
        });
        return document();
    }

    private void addRecipe(String name, ObjectNode recipe) {
        addNode(name, "RUNNABLE_RECIPE", Json.text(recipe, "type"));
        Objects.refs(recipe, "inputs").forEach(ref -> {
            if (ref.indexOf('.') > 0 && !nodes.containsKey(ref)) {
                addNode(ref, "COMPUTABLE_DATASET", "");
            }
            link(ref, name);
        });
        Objects.refs(recipe, "outputs").forEach(ref -> link(name, ref));
    }

    private void addNode(String ref, String type, String subType) {
        nodes.put(ref, Json.object().put("ref", ref).put("type", type).put("subType", subType));
    }

    private void link(String from, String to) {
        if (nodes.containsKey(from) && nodes.containsKey(to)) {
            successors.computeIfAbsent(from, f -> new LinkedHashSet<>()).add(to);
            predecessors.computeIfAbsent(to, t -> new LinkedHashSet<>()).add(from);
        }
    }

    private ObjectNode document() {
        var graph = Json.object();
        var all = graph.putObject("nodes");
        var datasets = graph.putArray("datasets");
        var recipes = graph.putArray("recipes");
        var folders = graph.putArray("folders");
        nodes.forEach((ref, node) -> {
            var before = node.putArray("predecessors");
            predecessors.getOrDefault(ref, Set.of()).forEach(before::add);
            var after = node.putArray("successors");
            successors.getOrDefault(ref, Set.of()).forEach(after::add);
            all.set(ref, node);
            switch (Json.text(node, "type")) {
                case "COMPUTABLE_DATASET" -> datasets.add(ref);
                case "RUNNABLE_RECIPE" -> recipes.add(ref);
                case "COMPUTABLE_FOLDER" -> folders.add(ref);
                default -> {
                    // Only these three have a list of their own.
                }
            }
        });
        return graph;
    }
}
