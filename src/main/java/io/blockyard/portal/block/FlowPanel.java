package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.blockyard.block.BlockManifest;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.portal.part.CodeView;
import io.blockyard.portal.part.DataTable;
import io.blockyard.portal.part.FlowGraph;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The flow of the zone; choosing a node shows what it is, down to a recipe's code. */
final class FlowPanel extends Div {

    private final ProjectSnapshot zone;
    private final Div panel = Parts.named(Parts.box("side-panel"), "flow-details");

    FlowPanel(BlockManifest manifest, ProjectSnapshot zone) {
        this.zone = zone;
        addClassNames("flow-layout");
        var graph = Parts.named(new FlowGraph(), "flow-graph");
        graph.show(new FlowDrawing(manifest, zone).draw());
        graph.onNode(this::show);
        panel.setVisible(false);
        panel.getElement().setAttribute("aria-live", "polite");
        add(graph, panel, list(manifest));
    }

    private void show(String node) {
        var name = node.substring(node.indexOf(':') + 1);
        Optional<List<Component>> details = node.startsWith("recipe:")
                ? zone.recipe(name).map(this::recipe)
                : zone.dataset(name)
                        .map(FlowPanel::dataset)
                        .or(() -> zone.object(name).map(FlowPanel::object));
        Parts.replace(panel);
        var close = Parts.iconButton("cross", t("action.close"), "flow-details-close", this::hide);
        panel.add(Parts.box("side-head", new H2(title(name)), close));
        panel.add(details.orElseGet(() -> List.of(Parts.hint(t("flow.foreign.hint")))));
        panel.setVisible(true);
        addClassName("with-panel");
        getElement().executeJs("this.scrollIntoView({ block: 'nearest' })");
    }

    private void hide() {
        panel.setVisible(false);
        removeClassName("with-panel");
    }

    private String title(String ref) {
        return zone.object(ref).map(FlowObject::name).orElse(ref);
    }

    private List<Component> recipe(Recipe recipe) {
        var facts = Parts.facts(List.of(
                new Parts.Fact(t("flow.type"), Words.named("recipe.type", recipe.type())),
                new Parts.Fact(t("flow.reads"), names(recipe.inputs())),
                new Parts.Fact(t("flow.writes"), names(recipe.outputs()))));
        Component payload = recipe.payload().isBlank()
                ? Parts.hint(t("flow.no-payload"))
                : Parts.named(
                        new CodeView(t("flow.code-of", recipe.name()), language(recipe.type()), recipe.payload()),
                        "recipe-code");
        return joined(described(recipe.description()), List.of(facts, payload));
    }

    private static List<Component> dataset(Dataset dataset) {
        var facts = Parts.facts(List.of(
                new Parts.Fact(t("flow.type"), dataset.type()),
                new Parts.Fact(t("flow.connection"), dataset.connection().isEmpty() ? "–" : dataset.connection())));
        var table = DataTable.of(
                t("port.columns.of", dataset.name()), t("column.name"), t("column.type"), t("column.description"));
        dataset.columns()
                .forEach(column ->
                        table.row(Parts.code(column.name()), Parts.code(column.type()), new Span(column.comment())));
        Component columns = dataset.columns().isEmpty() ? Parts.hint(t("port.no-schema")) : table.scrolling();
        return joined(described(dataset.description()), List.of(facts, columns));
    }

    private static List<Component> object(FlowObject object) {
        var facts = Parts.facts(List.of(new Parts.Fact(
                t("flow.type"), Words.named("object.kind", object.kind().name()))));
        return joined(described(object.description()), List.of(facts));
    }

    private static List<Component> joined(List<Component> first, List<Component> second) {
        return Stream.of(first, second).flatMap(List::stream).toList();
    }

    private static List<Component> described(String description) {
        return description.isBlank() ? List.of() : List.of(Parts.hint(description));
    }

    private String names(List<RecipeItem> items) {
        return items.stream().map(item -> title(item.ref())).distinct().collect(Collectors.joining(", "));
    }

    private static String language(String recipeType) {
        if (recipeType.contains("python") || recipeType.equals("pyspark")) {
            return "python";
        }
        if (recipeType.contains("sql") || recipeType.equals("hive") || recipeType.equals("impala")) {
            return "sql";
        }
        return recipeType.equals("r") || recipeType.equals("shell") ? "text" : "json";
    }

    /** The same flow for those who would rather read than look. */
    private Component list(BlockManifest manifest) {
        var table = DataTable.of(
                t("flow.of", manifest.name()), t("flow.recipe"), t("flow.type"), t("flow.reads"), t("flow.writes"));
        for (var recipe : zone.recipes()) {
            table.row(
                    Parts.quiet(
                            recipe.name(), "code", "recipe-" + recipe.name(), () -> show("recipe:" + recipe.name())),
                    new Span(Words.named("recipe.type", recipe.type())),
                    Parts.text("change-name", names(recipe.inputs())),
                    Parts.text("change-name", names(recipe.outputs())));
        }
        var frame = Parts.box("flow-list", new H2(t("flow.recipes")), table.scrolling());
        frame.addClassNames("stack");
        return frame;
    }
}
