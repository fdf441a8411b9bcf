package io.blockyard.search.match;

import java.util.ArrayList;
import java.util.List;

/** Splits a need that may ask for several things into the parts that may be needs of their own. */
final class Needs {

    private static final int MOST_PARTS = 5;
    /** What has fewer concepts borrows from its neighbour: "vibration of pumps <b>and compressors</b>". */
    private static final int SHORT = 2;

    private static final int MOST_REPLACED = 2;

    private Needs() {}

    /**
     * A part of a need.
     *
     * @param own its words alone
     * @param borrowed the same with what the part beside it says before, or after, its last thing; null when long enough
     */
    record Part(Intent own, List<Intent> borrowed) {

        String said() {
            var concepts = own.concepts();
            int from = own.text().indexOf(concepts.getFirst().said());
            return from < 0 ? concepts.getFirst().said() : joined(concepts);
        }

        private static String joined(List<Concept> concepts) {
            var said = new StringBuilder();
            concepts.forEach(concept -> said.append(said.isEmpty() ? "" : " ").append(concept.said()));
            return said.toString();
        }
    }

    /** The parts, in order; one alone when there is nothing to split. */
    static List<Part> of(Intent intent) {
        var pieces = new ArrayList<List<Concept>>();
        int from = 0;
        var ends = new ArrayList<>(intent.cuts());
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
        if (pieces.size() < 2 || pieces.size() > 2 * MOST_PARTS) {
            return List.of(new Part(intent, List.of()));
        }
        var parts = new ArrayList<Part>();
        for (int i = 0; i < pieces.size(); i++) {
            parts.add(new Part(intent.with(pieces.get(i)), borrowed(intent, pieces, i)));
        }
        return List.copyOf(parts.subList(0, Math.min(MOST_PARTS, parts.size())));
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
