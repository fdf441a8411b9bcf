package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.select.Select;
import io.blockyard.iac.Plan;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.portal.part.FlowGraph;
import io.blockyard.portal.part.Parts;
import java.util.List;
import java.util.function.Consumer;

/** The flow that will exist, to look at; choosing a part of it shows what the plan does to that part. */
final class GraphTab extends Div {

    private final Plan plan;
    private final Div panel = Parts.box("side-panel");
    private final Div layout = Parts.box("flow-layout");

    /** @param changed called with the next state when a person chooses another zone of a large flow */
    GraphTab(Plan plan, ReviewState state, Consumer<ReviewState> changed) {
        this.plan = plan;
        long size = PlanGraph.size(plan);
        if (size == 0) {
            add(Parts.empty("flow", t("plan.graph.empty"), t("plan.graph.empty.hint")));
            return;
        }
        add(Parts.hint(t("plan.graph.hint")));
        var graph = Parts.named(new FlowGraph(), "plan-graph");
        graph.onNode(this::show);
        if (size <= PlanGraph.MOST_AT_ONCE) {
            graph.show(PlanGraph.of(plan));
        } else {
            var zones = PlanGraph.zones(plan);
            var zone = zones.contains(state.zone()) ? state.zone() : zones.getFirst();
            graph.show(PlanGraph.ofZone(plan, zone));
            add(choice(zones, zone, chosen -> changed.accept(state.withZone(chosen))));
        }
        layout.add(graph);
        add(layout);
    }

    /** A flow that is too large to be drawn whole is drawn zone by zone. */
    private static Select<String> choice(List<String> zones, String zone, Consumer<String> chosen) {
        var choice = Parts.named(new Select<String>(), "graph-zone");
        choice.setLabel(t("plan.graph.zone"));
        choice.setWidth("min(32rem, 100%)");
        choice.setHelperText(t("plan.graph.zone.hint", PlanGraph.MOST_AT_ONCE));
        choice.setItemLabelGenerator(name -> name.isEmpty() ? t("plan.project-wide") : name);
        choice.setItems(zones);
        choice.setValue(zone);
        choice.addValueChangeListener(event -> chosen.accept(event.getValue()));
        return choice;
    }

    private void show(String address) {
        plan.changes().stream()
                .filter(change -> change.address().equals(address))
                .findFirst()
                .ifPresent(this::show);
    }

    private void show(ResourceChange change) {
        Parts.replace(
                panel,
                Parts.box(
                        "side-head",
                        new H2(change.name()),
                        Parts.iconButton("cross", t("action.close"), "panel-close", this::closePanel)),
                ChangeRow.head(change),
                new ChangeDetail(change));
        layout.add(panel);
        layout.addClassName("with-panel");
    }

    private void closePanel() {
        layout.remove(panel);
        layout.removeClassName("with-panel");
    }
}
