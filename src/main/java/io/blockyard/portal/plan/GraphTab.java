package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import io.blockyard.iac.Plan;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.portal.part.FlowGraph;
import io.blockyard.portal.part.Parts;

/** The flow that will exist, to look at; choosing a part of it shows what the plan does to that part. */
final class GraphTab extends Div {

    private final Plan plan;
    private final Div panel = Parts.box("side-panel");
    private final Div layout = Parts.box("flow-layout");

    GraphTab(Plan plan) {
        this.plan = plan;
        var data = PlanGraph.of(plan);
        if (data.nodes().isEmpty()) {
            add(Parts.empty("flow", t("plan.graph.empty"), t("plan.graph.empty.hint")));
            return;
        }
        var graph = Parts.named(new FlowGraph(), "plan-graph");
        graph.onNode(this::show);
        graph.show(data);
        layout.add(graph);
        add(Parts.hint(t("plan.graph.hint")), layout);
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
