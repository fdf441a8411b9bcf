package io.blockyard.search.match;

import io.blockyard.search.match.Scoring.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    /** What only seems to tell when or with what is believed to ask for more when it says so much. */
    private static final int SAYS_MUCH = 3;

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

        /** @param between all that binds it */
        static Part bound(Intent own, List<Intent> borrowed, Set<Joint.Kind> between) {
            return new Part(
                    own, borrowed, Optional.of(between.stream().findFirst().orElse(Joint.Kind.MARK)));
        }

        /** Whether it only tells what the part before it is done for, with or when, as far as can be seen. */
        boolean isAside() {
            return bound.filter(kind ->
                            kind == Joint.Kind.PURPOSE || (kind == Joint.Kind.CIRCUMSTANCE && things() < SAYS_MUCH))
                    .isPresent();
        }

        /** How many things it speaks of. */
        int things() {
            return (int) own.concepts().stream().filter(Needs::says).count();
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
            var own = intent.with(pieces.get(i).concepts());
            var borrowed = borrowed(intent, pieces, i);
            parts.add(
                    i == 0
                            ? new Part(own, borrowed, Optional.empty())
                            : Part.bound(own, borrowed, pieces.get(i).bound()));
        }
        int looked = Math.min(MOST_PARTS, parts.size());
        return new Needs(List.copyOf(parts.subList(0, looked)), List.copyOf(parts.subList(looked, parts.size())));
    }

    /** Of several parts those with at least so many things of which none of the blocks has any. */
    List<Part> open(List<Scored> blocks, int least) {
        return parts.size() < 2
                ? List.of()
                : parts.stream()
                        .filter(part -> part.things() >= least)
                        .filter(part -> blocks.stream()
                                .noneMatch(block ->
                                        Decomposition.hasAnyOf(block, part.own().concepts())))
                        .toList();
    }

    /** All parts but these, in words. */
    String saidWithout(List<Part> some) {
        return parts.stream()
                .filter(part -> !some.contains(part))
                .map(Part::said)
                .collect(Collectors.joining(", "));
    }

    /** What stands between two cuts, with all that binds it to what stands before. */
    private record Piece(List<Concept> concepts, Set<Joint.Kind> bound) {}

    /** What only leaves something out or measures is none; words that say nothing belong to what follows. */
    private static List<Piece> pieces(Intent intent) {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        int bound = 0;
        var ends = new ArrayList<Integer>();
        intent.joints().stream().filter(Joint::cuts).map(Joint::at).forEach(ends::add);
        ends.add(Integer.MAX_VALUE);
        for (int end : ends) {
            int begin = from;
            var inside = intent.concepts().stream()
                    .filter(c -> c.from() >= begin && c.from() < end)
                    .toList();
            if (inside.stream().anyMatch(Needs::says)) {
                pieces.add(new Piece(
                        inside, intent.between(bound, inside.getFirst().from())));
            }
            bound = inside.isEmpty() ? bound : end;
            from = end;
        }
        return pieces;
    }

    /** While there are too many, what says least goes with the neighbour that says less. */
    private static void joinFragments(List<Piece> pieces) {
        while (pieces.size() > MOST_PARTS) {
            int least = 0;
            for (int i = 1; i < pieces.size(); i++) {
                least = size(pieces, i) < size(pieces, least) ? i : least;
            }
            if (size(pieces, least) > FRAGMENT) {
                return;
            }
            boolean before =
                    least == pieces.size() - 1 || (least > 0 && size(pieces, least - 1) < size(pieces, least + 1));
            int first = before ? least - 1 : least;
            var joined = new ArrayList<>(pieces.get(first).concepts());
            joined.addAll(pieces.remove(first + 1).concepts());
            pieces.set(first, new Piece(joined, pieces.get(first).bound()));
        }
    }

    private static int size(List<Piece> pieces, int at) {
        return pieces.get(at).concepts().size();
    }

    private static boolean says(Concept concept) {
        return concept.role() != Concept.Role.EXCLUDED && concept.origin() != Concept.Origin.MEASURE;
    }

    /** The part in the place of the last things of a part before it, and of the first ones of a part after it. */
    private static List<Intent> borrowed(Intent intent, List<Piece> pieces, int at) {
        var own = pieces.get(at).concepts();
        if (own.size() > SHORT) {
            return List.of();
        }
        var borrowed = new ArrayList<Intent>();
        for (int before = at - 1; before >= 0 && borrowed.isEmpty(); before--) {
            var piece = pieces.get(before).concepts();
            for (int kept = piece.size() - 1; kept >= Math.max(1, piece.size() - MOST_REPLACED); kept--) {
                var all = new ArrayList<>(piece.subList(0, kept));
                all.addAll(own);
                borrowed.add(intent.with(all));
            }
        }
        int fromBefore = borrowed.size();
        for (int after = at + 1; after < pieces.size() && borrowed.size() == fromBefore; after++) {
            var piece = pieces.get(after).concepts();
            for (int left = 1; left <= Math.min(MOST_REPLACED, piece.size() - 1); left++) {
                var all = new ArrayList<>(own);
                all.addAll(piece.subList(left, piece.size()));
                borrowed.add(intent.with(all));
            }
        }
        return borrowed;
    }
}
