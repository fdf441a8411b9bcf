package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.Port;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.portal.part.GraphData;
import io.blockyard.portal.part.GraphData.Edge;
import io.blockyard.portal.part.GraphData.Node;
import io.blockyard.portal.part.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The flow of a zone as a graph. Nodes are named {@code object:REF} and {@code recipe:NAME}, since an object and a
 * recipe may share a name.
 */
final class FlowDrawing {

    private final BlockManifest manifest;
    private final ProjectSnapshot zone;

    FlowDrawing(BlockManifest manifest, ProjectSnapshot zone) {
        this.manifest = manifest;
        this.zone = zone;
    }

    GraphData draw() {
        var nodes = new LinkedHashMap<String, Node>();
        var edges = new ArrayList<Edge>();
        for (var recipe : zone.recipes()) {
            var own = "recipe:" + recipe.name();
            recipe.inputs().forEach(item -> nodes.computeIfAbsent("object:" + item.ref(), id -> object(item.ref())));
            nodes.put(own, recipeNode(recipe));
            recipe.outputs().forEach(item -> nodes.computeIfAbsent("object:" + item.ref(), id -> object(item.ref())));
            distinct(recipe.inputs()).forEach(ref -> edges.add(Edge.plain("object:" + ref, own)));
            distinct(recipe.outputs()).forEach(ref -> edges.add(Edge.plain(own, "object:" + ref)));
        }
        return new GraphData(t("flow.of", manifest.name()), false, List.copyOf(nodes.values()), edges);
    }

    private static List<String> distinct(List<RecipeItem> items) {
        return items.stream().map(RecipeItem::ref).distinct().toList();
    }

    private static Node recipeNode(Recipe recipe) {
        return Node.object(
                "recipe:" + recipe.name(),
                "recipe",
                recipe.name(),
                Words.named("recipe.type", recipe.type()),
                "inside",
                "");
    }

    private Node object(String ref) {
        var mark = isPort(manifest.inputs(), ref) ? "input" : isPort(manifest.outputs(), ref) ? "output" : "inside";
        var badge = mark.equals("inside") ? "" : t("flow." + mark);
        var object = zone.object(ref);
        if (object.isPresent()) {
            var kind = object.get().kind() == ObjectKind.MANAGED_FOLDER ? "folder" : "model";
            var type = Words.named("object.kind", object.get().kind().name());
            return Node.object("object:" + ref, kind, object.get().name(), type, mark, badge);
        }
        var type = zone.dataset(ref).map(ProjectSnapshot.Dataset::type).orElse(t("flow.foreign"));
        return Node.object("object:" + ref, "dataset", ref, type, mark, badge);
    }

    /** Ports of datasets are known by name, all others by ref. */
    private static boolean isPort(List<Port> ports, String ref) {
        return ports.stream()
                .anyMatch(port -> port.ref().isEmpty()
                        ? port.name().equals(ref)
                        : port.ref().equals(ref));
    }
}
