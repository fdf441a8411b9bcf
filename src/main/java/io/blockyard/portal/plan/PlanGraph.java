package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import io.blockyard.iac.Plan;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.portal.part.GraphData;
import io.blockyard.portal.part.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The flow that will exist: datasets, folders, models and recipes, each marked with what the plan does to it. */
final class PlanGraph {

    private static final Set<String> DRAWN =
            Set.of("dataset", "folder", "model", "evaluation_store", "knowledge_bank", "stream", "recipe", "block");

    private final Map<String, GraphData.Node> nodes = new LinkedHashMap<>();
    private final Map<String, String> idsByName = new HashMap<>();
    private final List<GraphData.Edge> edges = new ArrayList<>();

    private PlanGraph() {}

    static GraphData of(Plan plan) {
        var graph = new PlanGraph();
        var drawn = plan.changes().stream()
                .filter(change -> DRAWN.contains(change.type()))
                .toList();
        drawn.forEach(graph::node);
        drawn.stream().filter(change -> change.type().equals("recipe")).forEach(graph::edges);
        return new GraphData(
                t("plan.graph.label", plan.target().projectKey()),
                false,
                List.copyOf(graph.nodes.values()),
                List.copyOf(graph.edges));
    }

    private void node(ResourceChange change) {
        if (!change.type().equals("recipe")) {
            idsByName.put(change.name(), change.address());
        }
        var badge = change.action() == Action.NO_OP
                ? ""
                : t("plan.action." + change.action().wire());
        var place = change.zone().isEmpty() ? Words.named("resource", change.type()) : change.zone();
        nodes.put(
                change.address(),
                GraphData.Node.object(
                        change.address(),
                        change.type(),
                        change.name(),
                        place,
                        change.action().wire(),
                        badge));
    }

    private void edges(ResourceChange recipe) {
        var attributes = recipe.after() == null ? recipe.before() : recipe.after();
        if (attributes == null) {
            return;
        }
        attributes.path("inputs").forEach(item -> edges.add(GraphData.Edge.plain(end(item), recipe.address())));
        attributes.path("outputs").forEach(item -> edges.add(GraphData.Edge.plain(recipe.address(), end(item))));
    }

    /** The node of a recipe's input or output; one of another project is drawn as it is named. */
    private String end(JsonNode item) {
        var name = item.isString() ? item.stringValue() : item.path("ref").asString("");
        return idsByName.computeIfAbsent(name, unknown -> {
            nodes.put(
                    unknown, GraphData.Node.object(unknown, "dataset", unknown, t("plan.graph.outside"), "no-op", ""));
            return unknown;
        });
    }
}
