package io.blockyard.discovery.article;

import static io.blockyard.catalog.ArticlePage.oneLine;

import io.blockyard.block.Port;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.discovery.article.Steps.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A zone's flow as a mermaid graph, from left to right: data as boxes, recipes as rounded boxes, ports marked. */
final class FlowDrawing {

    private final ProjectSnapshot zone;
    private final Map<String, String> nodes = new HashMap<>();
    private final StringBuilder text = new StringBuilder("graph LR\n");

    private FlowDrawing(ProjectSnapshot zone) {
        this.zone = zone;
    }

    /** @param steps the zone's recipes, in an order in which they can be run */
    static String of(ProjectSnapshot zone, List<Step> steps, List<Port> inputs, List<Port> outputs) {
        return new FlowDrawing(zone).draw(steps, refs(inputs), refs(outputs));
    }

    private String draw(List<Step> steps, Set<String> inputs, Set<String> outputs) {
        var data = new TreeSet<String>();
        zone.recipes()
                .forEach(recipe -> Stream.concat(recipe.inputs().stream(), recipe.outputs().stream())
                        .map(RecipeItem::ref)
                        .filter(this::exists)
                        .forEach(data::add));
        data.forEach(ref -> node("d", ref, shape(ref, name(ref)), mark(ref, inputs, outputs)));
        for (var step : steps) {
            var recipe = step.recipe();
            node("r", "recipe:" + recipe.name(), "([" + quoted(recipe.name()) + "])", "");
            recipe.inputs().stream()
                    .map(RecipeItem::ref)
                    .filter(data::contains)
                    .distinct()
                    .forEach(ref -> edge(ref, "recipe:" + recipe.name()));
            recipe.outputs().stream()
                    .map(RecipeItem::ref)
                    .filter(data::contains)
                    .distinct()
                    .forEach(ref -> edge("recipe:" + recipe.name(), ref));
        }
        return text.append(
                        "  classDef input stroke-width:3px\n  classDef output stroke-width:3px,stroke-dasharray:6 3\n")
                .toString();
    }

    private void node(String prefix, String key, String shape, String mark) {
        var id = prefix + nodes.size();
        nodes.put(key, id);
        text.append("  ").append(id).append(shape).append(mark).append('\n');
    }

    private void edge(String from, String to) {
        text.append("  ")
                .append(nodes.get(from))
                .append(" --> ")
                .append(nodes.get(to))
                .append('\n');
    }

    private String shape(String ref, String name) {
        return zone.object(ref)
                .map(object -> switch (object.kind()) {
                    case MANAGED_FOLDER, LABELING_TASK -> "[/" + quoted(name) + "/]";
                    case SAVED_MODEL -> "{{" + quoted(name) + "}}";
                    case EVALUATION_STORE, KNOWLEDGE_BANK -> "[(" + quoted(name) + ")]";
                    case STREAMING_ENDPOINT -> ">" + quoted(name) + "]";
                })
                .orElseGet(() -> "[" + quoted(name) + "]");
    }

    private static String mark(String ref, Set<String> inputs, Set<String> outputs) {
        if (inputs.contains(ref)) {
            return ":::input";
        }
        return outputs.contains(ref) ? ":::output" : "";
    }

    private boolean exists(String ref) {
        return zone.dataset(ref).isPresent() || zone.object(ref).isPresent() || ref.contains(".");
    }

    private String name(String ref) {
        return zone.object(ref).map(FlowObject::name).orElse(ref);
    }

    private static Set<String> refs(List<Port> ports) {
        return ports.stream()
                .map(port -> port.ref().isEmpty() ? port.name() : port.ref())
                .collect(Collectors.toSet());
    }

    private static String quoted(String label) {
        return '"' + oneLine(label).replace("\"", "#quot;").replace("<", "#lt;").replace(">", "#gt;") + '"';
    }
}
