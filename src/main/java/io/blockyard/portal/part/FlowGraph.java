package io.blockyard.portal.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** A graph to look at, or one whose wires can be made and cut. */
@Tag("by-flow-graph")
@JsModule("./flow-graph.tsx")
@NpmPackage(value = "@xyflow/react", version = "12.12.1")
@NpmPackage(value = "elkjs", version = "0.12.1")
public class FlowGraph extends Component implements HasStyle, HasSize {

    public void show(GraphData graph) {
        getElement().setPropertyJson("graph", JsonMapper.shared().valueToTree(graph));
    }

    /** Calls back with the id of a node that a person chose. */
    public void onNode(Consumer<String> picked) {
        listen("node-pick", picked);
    }

    /** Calls back with the id of an edge that a person chose. */
    public void onEdge(Consumer<String> picked) {
        listen("edge-pick", picked);
    }

    /** Calls back with the id of an edge that a person removed. */
    public void onCut(Consumer<String> cut) {
        listen("wire-cut", cut);
    }

    /** Calls back when a person has drawn a wire between two ports. */
    public void onWire(Consumer<Drawn> made) {
        getElement()
                .addEventListener("wire-made", event -> {
                    var data = event.getEventData();
                    made.accept(new Drawn(
                            data.get("event.detail.source").asString(),
                            data.get("event.detail.sourcePort").asString(),
                            data.get("event.detail.target").asString(),
                            data.get("event.detail.targetPort").asString()));
                })
                .addEventData("event.detail.source")
                .addEventData("event.detail.sourcePort")
                .addEventData("event.detail.target")
                .addEventData("event.detail.targetPort");
    }

    private void listen(String event, Consumer<String> listener) {
        getElement()
                .addEventListener(
                        event,
                        happened -> listener.accept(
                                happened.getEventData().get("event.detail.id").asString()))
                .addEventData("event.detail.id");
    }

    /** A wire as it was drawn. */
    public record Drawn(String source, String sourcePort, String target, String targetPort) {}
}
