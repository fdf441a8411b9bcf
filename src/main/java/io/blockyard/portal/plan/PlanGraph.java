package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import io.blockyard.iac.Plan;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.portal.part.GraphData;
import io.blockyard.portal.part.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The flow that will exist: datasets, folders, models and recipes, each marked with what the plan does to it. */
final class PlanGraph {

    private static final Set<String> DRAWN =
            Set.of("dataset", "folder", "model", "evaluation_store", "knowledge_bank", "stream", "recipe", "block");

    /** What is still drawn in a moment, and still legible. */
    static final int MOST_AT_ONCE = 400;

    private final Map<String, ResourceChange> known = new HashMap<>();
    private final Map<String, GraphData.Node> nodes = new LinkedHashMap<>();
    private final Map<String, String> idsByName = new HashMap<>();
    private final List<GraphData.Edge> edges = new ArrayList<>();

    private PlanGraph() {}

    /** How many parts the whole flow has. */
    static long size(Plan plan) {
        return drawable(plan).count();
    }

    /** Those that have a part of the flow, in the order of the plan; empty for what is in none. */
    static List<String> zones(Plan plan) {
        return drawable(plan).map(ResourceChange::zone).distinct().toList();
    }

    static GraphData of(Plan plan) {
        return of(plan, drawable(plan));
    }

    /** The flow of one zone with what it is wired to; of a very large one what changes comes first. */
    static GraphData ofZone(Plan plan, String zone) {
        return of(
                plan,
                drawable(plan)
                        .filter(change -> change.zone().equals(zone))
                        .sorted(Comparator.comparing(change -> change.action() == Action.NO_OP))
                        .limit(MOST_AT_ONCE));
    }

    private static Stream<ResourceChange> drawable(Plan plan) {
        return plan.changes().stream().filter(change -> DRAWN.contains(change.type()));
    }

    private static GraphData of(Plan plan, Stream<ResourceChange> parts) {
        var graph = new PlanGraph();
        drawable(plan)
                .filter(change -> !change.type().equals("recipe"))
                .forEach(change -> graph.known.put(change.name(), change));
        var drawn = parts.toList();
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
        var there = idsByName.get(name);
        if (there != null) {
            return there;
        }
        var elsewhere = known.get(name);
        if (elsewhere != null) {
            node(elsewhere);
            return elsewhere.address();
        }
        nodes.put(name, GraphData.Node.object(name, "dataset", name, t("plan.graph.outside"), "no-op", ""));
        idsByName.put(name, name);
        return name;
    }
}
