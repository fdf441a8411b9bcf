package io.blockyard.portal.part;

import java.util.List;

/**
 * What a {@link FlowGraph} draws.
 *
 * @param label read out as the name of the graph
 * @param wiring whether wires can be made and cut
 */
public record GraphData(String label, boolean wiring, List<Node> nodes, List<Edge> edges) {

    /**
     * A node.
     *
     * @param kind {@code dataset}, {@code recipe}, {@code folder}, {@code block}, {@code zone}, …: decides its icon
     * @param mark how it is marked: as a port on either side, as inside, or by what a plan does to it
     * @param badge a short word in front of the subtitle
     */
    public record Node(
            String id,
            String kind,
            String title,
            String subtitle,
            String mark,
            String badge,
            List<Port> inputs,
            List<Port> outputs) {

        public static Node object(String id, String kind, String title, String subtitle, String mark, String badge) {
            return new Node(id, kind, title, subtitle, mark, badge, List.of(), List.of());
        }
    }

    /** A port of a block; {@code hint} shows when one points at it. */
    public record Port(String id, String label, String hint) {}

    /**
     * An edge; ports are empty except between blocks.
     *
     * @param tone {@code plain}, {@code automatic}, {@code made} or {@code doubtful}
     */
    public record Edge(
            String id, String source, String target, String sourcePort, String targetPort, String label, String tone) {

        public static Edge plain(String source, String target) {
            return new Edge(source + " > " + target, source, target, "", "", "", "plain");
        }
    }
}
