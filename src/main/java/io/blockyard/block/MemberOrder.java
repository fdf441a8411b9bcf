package io.blockyard.block;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.jspecify.annotations.Nullable;

/** Which members of a composition or solution come before which. It never holds a circle. */
public final class MemberOrder {

    private final DirectedAcyclicGraph<String, DefaultEdge> graph = new DirectedAcyclicGraph<>(DefaultEdge.class);
    private final List<String> aliases;

    /** @param aliases in the order that counts where nothing else says */
    public MemberOrder(Collection<String> aliases) {
        this.aliases = List.copyOf(aliases);
        this.aliases.forEach(graph::addVertex);
    }

    /** Adds the arrow; or leaves it out and returns the circle that it would close, its first alias again at the end. */
    public @Nullable List<String> connect(String from, String to) {
        if (from.equals(to)) {
            return List.of(from, from);
        }
        var back = BFSShortestPath.findPathBetween(graph, to, from);
        if (back != null) {
            var circle = new ArrayList<String>();
            circle.add(from);
            circle.addAll(back.getVertexList());
            return circle;
        }
        graph.addEdge(from, to);
        return null;
    }

    /** Every member that has to come before this one, however far. */
    public Collection<String> before(String alias) {
        return graph.getAncestors(alias);
    }

    /** All members, each after those before it, otherwise in the given order. */
    public List<String> sorted() {
        var open = new ArrayList<>(aliases);
        var sorted = new ArrayList<String>();
        while (!open.isEmpty()) {
            var next = open.stream()
                    .filter(alias -> graph.getAncestors(alias).stream().allMatch(sorted::contains))
                    .findFirst()
                    .orElseThrow();
            open.remove(next);
            sorted.add(next);
        }
        return List.copyOf(sorted);
    }
}
