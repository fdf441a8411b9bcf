package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import io.blockyard.block.Port;
import io.blockyard.compose.Composition;
import io.blockyard.compose.Composition.Member;
import io.blockyard.compose.Composition.OuterPort;
import io.blockyard.compose.Composition.Wire;
import io.blockyard.portal.part.GraphData;
import io.blockyard.portal.part.GraphData.Edge;
import io.blockyard.portal.part.GraphData.Node;
import io.blockyard.portal.part.Words;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The blocks of a draft with their wires, and the outside datasets that they read. */
final class WiringDrawing {

    private static final double DOUBTFUL = 0.6;

    private WiringDrawing() {}

    static GraphData of(Composition draft) {
        var nodes = new LinkedHashMap<String, Node>();
        var edges = new ArrayList<Edge>();
        for (var outer : draft.outer()) {
            if (outer.input() && !outer.dataset().isEmpty()) {
                var id = "outside:" + outer.dataset();
                nodes.putIfAbsent(id, Node.object(id, "dataset", outer.dataset(), t("wiring.outside"), "inside", ""));
                edges.add(fromOutside(id, outer));
            }
        }
        draft.members().forEach(member -> nodes.put(member.alias(), block(member)));
        draft.wires().forEach(wire -> edges.add(edge(wire)));
        return new GraphData(t("wiring.graph"), true, List.copyOf(nodes.values()), edges);
    }

    /** The id of the edge into an input: there is at most one. */
    static String edgeId(String alias, String port) {
        return "wire:" + alias + "/" + port;
    }

    static String percent(double score) {
        return NumberFormat.getPercentInstance(Words.locale()).format(score);
    }

    private static Edge fromOutside(String dataset, OuterPort outer) {
        return new Edge(
                "outside:" + outer.alias() + "/" + outer.port(), dataset, outer.alias(), "", outer.port(), "", "plain");
    }

    private static Edge edge(Wire wire) {
        var tone = wire.score() < DOUBTFUL ? "doubtful" : wire.automatic() ? "automatic" : "made";
        return new Edge(
                edgeId(wire.toAlias(), wire.toPort()),
                wire.fromAlias(),
                wire.toAlias(),
                wire.fromPort(),
                wire.toPort(),
                percent(wire.score()),
                tone);
    }

    private static Node block(Member member) {
        return new Node(
                member.alias(),
                "block",
                member.manifest().name(),
                member.alias(),
                "inside",
                "",
                ports(member.manifest().inputs()),
                ports(member.manifest().outputs()));
    }

    private static List<GraphData.Port> ports(List<Port> ports) {
        return ports.stream()
                .map(port -> new GraphData.Port(
                        port.name(),
                        port.name(),
                        t("port.columns", port.columns().size())))
                .toList();
    }
}
