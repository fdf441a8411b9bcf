package io.blockyard.search.match;

import io.blockyard.search.match.Needs.Part;
import io.blockyard.search.match.Scoring.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks serve a need that may ask for several things: the fewest that leave nothing out. A part has a block of
 * its own only when it is likely a need of its own, and neither the block for the whole need nor one for the part and its
 * neighbour together has all that it asks for.
 */
final class Decomposition {

    /** From this confidence on the best block for the whole need serves a part, too: a part says less than a whole need. */
    private static final double CLEAR = 0.02;
    /** So likely a need of its own must a part be to get another block. */
    private static final double OF_ITS_OWN = 0.25;

    /** Of blocks that fit a part at least so well as its best does, the one that fits the whole need best is meant. */
    private static final double NEARLY_AS_WELL = 0.75;

    /** How much fitting the whole need counts then, against fitting the part. */
    private static final double OF_THE_WHOLE = 0.3;

    /** A block that has all that the part's best block has serves it, too, when it fits it at least so well. */
    private static final double HAVING_ALL_OF_IT = 0.6;

    private static final double HARDLY_LESS = 0.02;

    /** From this confidence on a part is believed to mean what it borrows: there are several ways to borrow. */
    private static final double CLEAR_WITH_BORROWED = 0.35;

    /** From this share on a block has a thing. */
    private static final double HAS = 0.5;

    /** A part that is served so surely as it stands borrows nothing. */
    private static final double SURE = 0.5;

    /** Fewer things may be only a way of saying the part before. */
    private static final int SAYS_ENOUGH = 2;

    private final Trial trial;
    private final Scored whole;
    /** How well blocks fit the whole need, by id. */
    private final Map<String, Double> fitting;

    private Decomposition(Trial trial, List<Scored> whole) {
        this.trial = trial;
        this.whole = whole.getFirst();
        this.fitting = whole.stream().collect(Collectors.toMap(Scored::id, Scored::score));
    }

    /** How parts are tried. */
    interface Trial {

        /** The blocks for a part, the best first. */
        List<Scored> rank(Intent part);

        /** How sure the first of these is. */
        double confidence(List<Scored> ranked);

        /** How sure it is that a block serves the whole need; 0 when it is not among those found for it. */
        double confidenceForWhole(String id);
    }

    /** A block for a part of the need; {@code said} is empty when it serves all of it. */
    record PartBlock(Scored block, double confidence, String said) {}

    /**
     * What serves a need.
     *
     * @param blocks in the order of the parts; the one that is best for the whole need may stand before
     * @param unserved parts that no block serves
     * @param left parts that were not looked at, since there are too many
     */
    record Served(List<PartBlock> blocks, List<String> unserved, List<String> left) {
        static final Served NOBODY = new Served(List.of(), List.of(), List.of());

        /** The same with this block first, if it is among them. */
        Served beginningWith(String id) {
            var first = blocks.stream().filter(block -> block.block().id().equals(id));
            var others = blocks.stream().filter(block -> !block.block().id().equals(id));
            return new Served(Stream.concat(first, others).toList(), unserved, left);
        }

        /** The same of a need with further parts that these blocks do not serve, or that were not looked at. */
        Served leaving(List<String> further, List<Part> unread) {
            return new Served(
                    blocks,
                    Stream.concat(unserved.stream(), further.stream())
                            .distinct()
                            .toList(),
                    unread.stream().map(Part::said).toList());
        }
    }

    /** A part, or several beside each other, with the blocks for it. */
    private record Group(Intent intent, List<Scored> ranked, double confidence, String said, List<Group> parts) {

        Scored best() {
            return ranked.getFirst();
        }

        /** Whether a block is the best for every part, or has all that the best has. */
        boolean isServedBy(String id) {
            if (!parts.isEmpty()) {
                return parts.stream().allMatch(part -> part.isServedBy(id));
            }
            return best().id().equals(id)
                    || ranked.stream().filter(scored -> scored.id().equals(id)).anyMatch(this::hasAllOfIt);
        }

        /** A part that asks for nothing that the block has not wants no other. */
        private boolean hasAllOfIt(Scored scored) {
            return scored.coverage() >= best().coverage() - HARDLY_LESS
                    && scored.score() >= HAVING_ALL_OF_IT * best().score();
        }
    }

    /** The blocks, in the order of the parts; fewer than two when the need is one. */
    static Served of(List<Part> parts, List<Scored> whole, Trial trial) {
        return new Decomposition(trial, whole).of(parts);
    }

    private Served of(List<Part> parts) {
        var groups = new ArrayList<Group>();
        var unserved = new ArrayList<String>();
        for (var part : parts) {
            var group = group(part);
            if (group != null && isServed(part, group)) {
                groups.add(group);
            } else if (part.things() >= SAYS_ENOUGH && !part.isAside()) {
                unserved.add(part.said());
            }
        }
        if (groups.size() < 2 || groups.stream().allMatch(group -> group.isServedBy(whole.id()))) {
            return Served.NOBODY;
        }
        merge(groups);
        var found = new LinkedHashMap<String, PartBlock>();
        for (var group : groups) {
            found.merge(
                    group.best().id(),
                    new PartBlock(group.best(), confidence(group), group.said()),
                    (one, other) -> new PartBlock(
                            one.block(),
                            Math.max(one.confidence(), other.confidence()),
                            one.said() + ", " + other.said()));
        }
        return new Served(List.copyOf(found.values()), List.copyOf(unserved), List.of());
    }

    /** What serves the whole need serves its part at least as surely. */
    private double confidence(Group group) {
        return isBestForWhole(group.best())
                ? Math.max(group.confidence(), trial.confidenceForWhole(whole.id()))
                : group.confidence();
    }

    private boolean isServed(Part part, Group group) {
        var best = group.best();
        if (isBestForWhole(best)) {
            return group.confidence() >= CLEAR;
        }
        var signs = PartSigns.of(
                part,
                group.ranked(),
                whole,
                fitting.getOrDefault(best.id(), 0.0),
                group.confidence(),
                trial.confidenceForWhole(best.id()));
        return signs.ofItsOwn() >= OF_ITS_OWN;
    }

    /** Makes one of two neighbours wherever one block serves both. */
    private void merge(List<Group> groups) {
        int at = 0;
        while (at + 1 < groups.size()) {
            var one = groups.get(at);
            var other = groups.get(at + 1);
            var together = one.best().id().equals(other.best().id()) ? null : together(one, other);
            if (together == null) {
                at++;
            } else {
                groups.set(at, together);
                groups.remove(at + 1);
            }
        }
    }

    private @Nullable Group together(Group one, Group other) {
        var concepts = new ArrayList<>(one.intent().concepts());
        other.intent().concepts().stream()
                .filter(concept -> !concepts.contains(concept))
                .forEach(concepts::add);
        var intent = one.intent().with(concepts);
        var ranked = trial.rank(intent);
        if (ranked.isEmpty()) {
            return null;
        }
        var id = ranked.getFirst().id();
        return one.isServedBy(id) && other.isServedBy(id)
                ? new Group(
                        intent, ranked, trial.confidence(ranked), one.said() + " " + other.said(), List.of(one, other))
                : null;
    }

    /**
     * A part read alone, or with what it borrows from its neighbour: whichever is served more surely. With what is
     * borrowed alone, a block would only serve the neighbour again.
     */
    private @Nullable Group group(Part part) {
        var best = group(part, part.own(), trial.rank(part.own()));
        for (var way : part.borrowed()) {
            if (best != null && best.confidence() >= SURE) {
                break;
            }
            var ranked = trial.rank(way).stream()
                    .filter(scored -> hasAnyOf(scored, part.own().concepts()))
                    .toList();
            var group = group(part, way, ranked);
            if (group != null
                    && (best == null || group.confidence() > Math.max(best.confidence(), CLEAR_WITH_BORROWED))) {
                best = group;
            }
        }
        return best;
    }

    private @Nullable Group group(Part part, Intent way, List<Scored> ranked) {
        if (ranked.isEmpty()) {
            return null;
        }
        var meant = meant(ranked);
        return new Group(way, meant, trial.confidence(meant), part.said(), List.of());
    }

    /** A part says little: of the blocks that fit it about alike, the one that fits the whole need best comes first. */
    private List<Scored> meant(List<Scored> ranked) {
        var best = ranked.getFirst();
        if (isBestForWhole(best)) {
            return ranked;
        }
        var meant = ranked.stream()
                .takeWhile(scored -> scored.score() >= NEARLY_AS_WELL * best.score())
                .filter(scored -> !isBestForWhole(scored))
                .max(Comparator.comparingDouble(
                        scored -> scored.score() + OF_THE_WHOLE * fitting.getOrDefault(scored.id(), 0.0)))
                .orElse(best);
        var others = ranked.stream().filter(scored -> !scored.id().equals(meant.id()));
        return Stream.concat(Stream.of(meant), others).toList();
    }

    private boolean isBestForWhole(Scored scored) {
        return scored.id().equals(whole.id());
    }

    /** Whether a block has something of these concepts of the need that it was scored for. */
    static boolean hasAnyOf(Scored scored, List<Concept> own) {
        var concepts = scored.intent().concepts();
        return IntStream.range(0, concepts.size())
                .anyMatch(i -> own.contains(concepts.get(i))
                        && scored.evidence().get(i).covered() >= HAS);
    }
}
