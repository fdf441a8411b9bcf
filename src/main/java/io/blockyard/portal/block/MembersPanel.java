package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.blockyard.block.Port;
import io.blockyard.catalog.SolutionAssembly;
import io.blockyard.catalog.SolutionAssembly.Member;
import io.blockyard.catalog.SolutionAssembly.Source;
import io.blockyard.portal.part.DataTable;
import io.blockyard.portal.part.FlowGraph;
import io.blockyard.portal.part.GraphData;
import io.blockyard.portal.part.GraphData.Edge;
import io.blockyard.portal.part.GraphData.Node;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.part.Words;
import java.util.ArrayList;
import java.util.List;

/** What a solution is made of: its members with their wires; choosing one leads to its page. */
final class MembersPanel extends Div {

    private final SolutionAssembly solution;

    MembersPanel(SolutionAssembly solution) {
        this.solution = solution;
        addClassName("stack");
        var graph = Parts.named(new FlowGraph(), "solution-graph");
        graph.show(draw());
        graph.onNode(this::open);
        add(graph, ProblemList.of(solution.problems()), list());
    }

    private void open(String node) {
        solution.members().stream()
                .filter(member -> member.alias().equals(node))
                .findFirst()
                .ifPresent(member -> UI.getCurrent().navigate(page(member)));
    }

    private static String page(Member member) {
        var manifest = member.block().manifest();
        return "blocks/" + manifest.id() + "/flow";
    }

    private GraphData draw() {
        var nodes = new ArrayList<Node>();
        var edges = new ArrayList<Edge>();
        solution.manifest().inputs().forEach(port -> nodes.add(outer("in:", port, "input")));
        for (var member : solution.members()) {
            var manifest = member.block().manifest();
            nodes.add(new Node(
                    member.alias(),
                    "block",
                    member.alias(),
                    manifest.id() + " " + manifest.version(),
                    "inside",
                    member.inside() == null ? "" : Words.named("block.type", "solution"),
                    ports(manifest.inputs()),
                    ports(manifest.outputs())));
            member.inputs().forEach((port, source) -> edges.add(edge(member, port, source)));
        }
        solution.manifest().outputs().forEach(port -> nodes.add(outer("out:", port, "output")));
        solution.outputs()
                .forEach((name, end) ->
                        edges.add(new Edge("out:" + name, end.alias(), "out:" + name, end.port(), "", "", "plain")));
        return new GraphData(t("members.graph", solution.manifest().name()), false, nodes, edges);
    }

    private static Node outer(String prefix, Port port, String mark) {
        var icon = switch (port.type()) {
            case DATASET, STREAM -> "dataset";
            case FOLDER -> "folder";
            case MODEL, EVALUATION_STORE, KNOWLEDGE_BANK -> "model";
        };
        var kind = Words.named("port.type", port.type().wire());
        return Node.object(prefix + port.name(), icon, port.name(), kind, mark, t("flow." + mark));
    }

    private static Edge edge(Member member, String port, Source source) {
        var id = member.alias() + "/" + port;
        return switch (source) {
            case Source.Outside outside -> new Edge(id, "in:" + outside.input(), member.alias(), "", port, "", "plain");
            case Source.Made made ->
                new Edge(id, made.end().alias(), member.alias(), made.end().port(), port, "", "plain");
        };
    }

    private static List<GraphData.Port> ports(List<Port> ports) {
        return ports.stream()
                .map(port -> new GraphData.Port(
                        port.name(),
                        port.name(),
                        t("port.columns", port.columns().size())))
                .toList();
    }

    /** The same for those who would rather read than look. */
    private Component list() {
        var table = DataTable.of(
                t("members.graph", solution.manifest().name()),
                t("members.member"),
                t("projects.block"),
                t("projects.version"),
                t("members.takes"),
                t("flow.reads"));
        for (var member : solution.members()) {
            var manifest = member.block().manifest();
            table.row(
                    Parts.code(member.alias()),
                    Parts.named(Parts.link(page(member), manifest.id().value()), "member-" + member.alias()),
                    new Span(manifest.version().toString()),
                    Parts.code(member.step().block().version()),
                    Parts.text("change-name", reads(member)));
        }
        var frame = Parts.box("flow-list", new H2(t("members.title")), table.scrolling());
        frame.addClassNames("stack");
        return frame;
    }

    private static String reads(Member member) {
        return String.join(
                ", ",
                member.inputs().values().stream()
                        .map(source -> switch (source) {
                            case Source.Outside outside -> outside.input();
                            case Source.Made made -> made.end().toString();
                        })
                        .distinct()
                        .toList());
    }
}
