package io.blockyard.search.match;

import java.util.ArrayList;
import java.util.List;

/** Splits a need that may ask for several things into the parts that may be needs of their own. */
final class Needs {

    private static final int MOST_PARTS = 5;
    /** What has fewer concepts borrows from its neighbour: "vibration of pumps <b>and compressors</b>". */
    private static final int SHORT = 2;

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

    private static List<Intent> borrowed(Intent intent, List<List<Concept>> pieces, int at) {
        var own = pieces.get(at);
        if (own.size() > SHORT) {
            return List.of();
        }
        var borrowed = new ArrayList<Intent>();
        for (int before = at - 1; before >= 0; before--) {
            var piece = pieces.get(before);
            if (piece.size() > own.size()) {
                var all = new ArrayList<>(piece.subList(0, piece.size() - own.size()));
                all.addAll(own);
                borrowed.add(intent.with(all));
                break;
            }
        }
        for (int after = at + 1; after < pieces.size(); after++) {
            var piece = pieces.get(after);
            if (piece.size() > own.size()) {
                var all = new ArrayList<>(own);
                all.addAll(piece.subList(own.size(), piece.size()));
                borrowed.add(intent.with(all));
                break;
            }
        }
        return borrowed;
    }
}
