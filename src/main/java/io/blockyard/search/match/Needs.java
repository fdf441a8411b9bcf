package io.blockyard.search.match;

import io.blockyard.search.match.Scoring.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parts of a need that may be needs of their own.
 *
 * @param parts in order; one alone when there is nothing to split
 * @param left what is too much to be looked at, in order
 */
record Needs(List<Part> parts, List<Part> left) {

    private static final int MOST_PARTS = 8;
    /** Of a list, such as <i>temperature, pressure and flow</i>, each may say only so much. */
    private static final int FRAGMENT = 1;
    /** What has fewer concepts borrows from its neighbour: "vibration of pumps <b>and compressors</b>". */
    private static final int SHORT = 2;

    private static final int MOST_REPLACED = 2;

    /**
     * A part of a need.
     *
     * @param own its words alone
     * @param borrowed the same with what the part beside it says before, or after, its last thing; none when long enough
     * @param bound how it is bound to the part before it; empty for the first
     */
    record Part(Intent own, List<Intent> borrowed, Optional<Joint.Kind> bound) {

        static Part first(Intent own) {
            return new Part(own, List.of(), Optional.empty());
        }

        /** Whether it tells what the part before it is done for or with, and asks for nothing more. */
        boolean explains() {
            return bound.filter(kind -> kind == Joint.Kind.SERVES || kind == Joint.Kind.EXPLAINS)
                    .isPresent();
        }

        /** In the words of the need, without what it leaves out. */
        String said() {
            return own.concepts().stream()
                    .filter(concept -> concept.role() != Concept.Role.EXCLUDED)
                    .map(Concept::said)
                    .collect(Collectors.joining(" "));
        }
    }

    static Needs of(Intent intent) {
        var pieces = pieces(intent);
        if (pieces.size() < 2) {
            return new Needs(List.of(Part.first(intent)), List.of());
        }
        joinFragments(pieces);
        var parts = new ArrayList<Part>();
        for (int i = 0; i < pieces.size(); i++) {
            parts.add(new Part(intent.with(pieces.get(i)), borrowed(intent, pieces, i), bound(intent, pieces, i)));
        }
        int looked = Math.min(MOST_PARTS, parts.size());
        return new Needs(List.copyOf(parts.subList(0, looked)), List.copyOf(parts.subList(looked, parts.size())));
    }

    /** Of several parts those with at least so many things of which none of the blocks has any, in words. */
    List<String> open(List<Scored> blocks, int least) {
        return parts.size() < 2
                ? List.of()
                : parts.stream()
                        .filter(part -> part.own().concepts().size() >= least && !part.explains())
                        .filter(part -> blocks.stream()
                                .noneMatch(block ->
                                        Decomposition.hasAnyOf(block, part.own().concepts())))
                        .map(Part::said)
                        .toList();
    }

    /** All parts but these, in words. */
    String saidWithout(List<String> some) {
        return parts.stream()
                .map(Part::said)
                .filter(part -> !some.contains(part))
                .collect(Collectors.joining(", "));
    }

    private static List<List<Concept>> pieces(Intent intent) {
        var pieces = new ArrayList<List<Concept>>();
        int from = 0;
        var ends = new ArrayList<Integer>();
        intent.joints().stream().filter(Joint::cuts).map(Joint::at).forEach(ends::add);
        ends.add(Integer.MAX_VALUE);
        for (int end : ends) {
            int begin = from;
            var inside = intent.concepts().stream()
                    .filter(c -> c.from() >= begin && c.from() < end)
                    .toList();
            if (inside.stream().anyMatch(Needs::says)) {
                pieces.add(inside);
            }
            from = end;
        }
        return pieces;
    }

    private static Optional<Joint.Kind> bound(Intent intent, List<List<Concept>> pieces, int at) {
        return at == 0
                ? Optional.empty()
                : Optional.of(intent.between(
                        pieces.get(at - 1).getLast().to(),
                        pieces.get(at).getFirst().from()));
    }

    /** While there are too many, what says least goes with the neighbour that says less. */
    private static void joinFragments(List<List<Concept>> pieces) {
        while (pieces.size() > MOST_PARTS) {
            int least = 0;
            for (int i = 1; i < pieces.size(); i++) {
                least = pieces.get(i).size() < pieces.get(least).size() ? i : least;
            }
            if (pieces.get(least).size() > FRAGMENT) {
                return;
            }
            boolean before = least == pieces.size() - 1
                    || (least > 0
                            && pieces.get(least - 1).size()
                                    < pieces.get(least + 1).size());
            int first = before ? least - 1 : least;
            var joined = new ArrayList<>(pieces.get(first));
            joined.addAll(pieces.remove(first + 1));
            pieces.set(first, joined);
        }
    }

    private static boolean says(Concept concept) {
        return concept.role() != Concept.Role.EXCLUDED && concept.origin() != Concept.Origin.MEASURE;
    }

    /** The part in the place of the last things of a part before it, and of the first ones of a part after it. */
    private static List<Intent> borrowed(Intent intent, List<List<Concept>> pieces, int at) {
        var own = pieces.get(at);
        if (own.size() > SHORT) {
            return List.of();
        }
        var borrowed = new ArrayList<Intent>();
        for (int before = at - 1; before >= 0 && borrowed.isEmpty(); before--) {
            var piece = pieces.get(before);
            for (int kept = piece.size() - 1; kept >= Math.max(1, piece.size() - MOST_REPLACED); kept--) {
                var all = new ArrayList<>(piece.subList(0, kept));
                all.addAll(own);
                borrowed.add(intent.with(all));
            }
        }
        int fromBefore = borrowed.size();
        for (int after = at + 1; after < pieces.size() && borrowed.size() == fromBefore; after++) {
            var piece = pieces.get(after);
            for (int left = 1; left <= Math.min(MOST_REPLACED, piece.size() - 1); left++) {
                var all = new ArrayList<>(own);
                all.addAll(piece.subList(left, piece.size()));
                borrowed.add(intent.with(all));
            }
        }
        return borrowed;
    }
}
