package io.blockyard.compose;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.ContractFit;
import io.blockyard.block.MemberOrder;
import io.blockyard.block.Port;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which output feeds which input, proposed from the contracts alone. The same blocks give the same wires in whatever
 * order they come; blocks never feed each other in a circle.
 *
 * @param wires at most one for each input: first those that were given, then those that are proposed
 * @param offers for each input all that could feed it, best first
 * @param circles given wires that close a circle, each as the aliases along it, the first again at the end
 */
record Wiring(List<Offer> wires, Map<InputKey, List<Offer>> offers, List<List<String>> circles) {

    /** Below this score a wire is left to the person. */
    static final double AUTOMATIC = 0.6;

    private static final double WORTH_NAMING = 0.2;
    private static final Comparator<Offer> BEST_FIRST = Comparator.comparingDouble(Offer::score)
            .reversed()
            .thenComparing(Comparator.comparing(Offer::automatic).reversed())
            .thenComparing(Offer::key);

    /** A block in the composition. */
    record Part(String alias, BlockManifest manifest) {}

    /** An input of a block in the composition. */
    record InputKey(String alias, String port) {}

    /** A wire that a person made. */
    record Given(String fromAlias, String fromPort, String toAlias, String toPort) {}

    /**
     * An output that could feed an input.
     *
     * @param automatic whether it is good enough to be wired without asking
     */
    record Offer(String fromAlias, String fromPort, String toAlias, String toPort, boolean automatic, ContractFit fit) {
        double score() {
            return fit.score();
        }

        InputKey input() {
            return new InputKey(toAlias, toPort);
        }

        private String key() {
            return String.join("\u0000", toAlias, toPort, fromAlias, fromPort);
        }
    }

    /**
     * @param given wires that stay as they are, whatever the contracts say; both ends must exist
     * @param closed inputs that nothing may be proposed for
     */
    static Wiring propose(List<Part> parts, Collection<Given> given, Set<InputKey> closed) {
        var offers = offers(parts);
        var flow = new MemberOrder(parts.stream().map(Part::alias).toList());
        var wires = new LinkedHashMap<InputKey, Offer>();
        var circles = new ArrayList<List<String>>();
        for (var wire :
                given.stream().sorted(Comparator.comparing(Given::toString)).toList()) {
            var circle = flow.connect(wire.fromAlias(), wire.toAlias());
            if (circle != null) {
                circles.add(circle);
            }
            var input = new InputKey(wire.toAlias(), wire.toPort());
            wires.put(input, offerOf(wire, parts));
        }
        assign(offers, flow, wires, closed);
        return new Wiring(
                wires.values().stream().sorted(Comparator.comparing(Offer::key)).toList(),
                offers,
                List.copyOf(circles));
    }

    /** Best offers first, and among equals outputs that feed little yet, so that pairs of instances find each other. */
    private static void assign(
            Map<InputKey, List<Offer>> offers, MemberOrder flow, Map<InputKey, Offer> wires, Set<InputKey> closed) {
        var open = new ArrayList<>(offers.values().stream()
                .flatMap(List::stream)
                .filter(Offer::automatic)
                .filter(offer -> !closed.contains(offer.input()) && !wires.containsKey(offer.input()))
                .sorted(BEST_FIRST)
                .toList());
        var uses = new HashMap<String, Integer>();
        wires.values().forEach(wire -> uses.merge(outputOf(wire), 1, Integer::sum));
        while (!open.isEmpty()) {
            var best = leastUsedOfTheBest(open, uses);
            open.remove(best);
            if (flow.connect(best.fromAlias(), best.toAlias()) == null) {
                wires.put(best.input(), best);
                uses.merge(outputOf(best), 1, Integer::sum);
                open.removeIf(offer -> offer.input().equals(best.input()));
            }
        }
    }

    private static Offer leastUsedOfTheBest(List<Offer> sorted, Map<String, Integer> uses) {
        double top = sorted.getFirst().score();
        return sorted.stream()
                .takeWhile(offer -> offer.score() == top)
                .min(Comparator.<Offer>comparingInt(offer -> uses.getOrDefault(outputOf(offer), 0))
                        .thenComparing(Offer::key))
                .orElseThrow();
    }

    private static String outputOf(Offer offer) {
        return offer.fromAlias() + "\u0000" + offer.fromPort();
    }

    private static Map<InputKey, List<Offer>> offers(List<Part> parts) {
        var offers = new LinkedHashMap<InputKey, List<Offer>>();
        for (var to : parts.stream().sorted(Comparator.comparing(Part::alias)).toList()) {
            for (var input : to.manifest().inputs()) {
                var found = new ArrayList<Offer>();
                for (var from : parts) {
                    if (!from.alias().equals(to.alias())) {
                        from.manifest().outputs().forEach(output -> found.add(offer(from, output, to, input)));
                    }
                }
                found.removeIf(offer -> offer.score() < WORTH_NAMING);
                found.sort(BEST_FIRST);
                offers.put(new InputKey(to.alias(), input.name()), List.copyOf(found));
            }
        }
        return offers;
    }

    /** Two instances of one block stand side by side, so one never feeds the other unasked. */
    private static Offer offer(Part from, Port output, Part to, Port input) {
        var fit = ContractFit.of(
                from.manifest().sourceProject(), output, to.manifest().sourceProject(), input);
        boolean siblings = from.manifest().id().equals(to.manifest().id());
        boolean automatic = fit.complete() && fit.score() >= AUTOMATIC && !siblings;
        return new Offer(from.alias(), output.name(), to.alias(), input.name(), automatic, fit);
    }

    private static Offer offerOf(Given wire, List<Part> parts) {
        var from = part(parts, wire.fromAlias());
        var to = part(parts, wire.toAlias());
        var output = port(from.manifest().outputs(), wire.fromPort());
        var input = port(to.manifest().inputs(), wire.toPort());
        var fit = ContractFit.of(
                from.manifest().sourceProject(), output, to.manifest().sourceProject(), input);
        return new Offer(from.alias(), output.name(), to.alias(), input.name(), false, fit);
    }

    private static Part part(List<Part> parts, String alias) {
        return parts.stream().filter(p -> p.alias().equals(alias)).findFirst().orElseThrow();
    }

    private static Port port(List<Port> ports, String name) {
        return ports.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }
}
