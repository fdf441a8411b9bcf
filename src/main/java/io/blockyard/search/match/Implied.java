package io.blockyard.search.match;

import io.blockyard.search.match.Needs.Part;
import io.blockyard.search.match.Scoring.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds where a need asks for two things without saying so: <i>triage of motor claims <b>based on</b>
 * transcribed phone calls</i>. No word tells it, but the blocks do: of all that was said, one block has the beginning, another the end, and
 * the two together have clearly more than any block alone. Whether each is a need of its own is for others to judge.
 */
final class Implied {

    /** So much more of the need, at least, must two blocks have than one. */
    private static final double MORE = 0.25;
    /** The same where a small word says that one thing is done for another, or with it. */
    private static final double MORE_AT_JOINT = 0.15;
    /** So much of the need, at least, must each of the two have in its own part. */
    private static final double OF_ITS_OWN = 0.2;
    /** So many words that say something are, at least, a need. */
    private static final int FEWEST = 2;
    /** From this share on a block has a thing. */
    private static final double HAS = 0.5;

    private Implied() {}

    /** The two parts; the need alone when no two blocks have clearly more of it than one. */
    static List<Part> parts(Intent intent, List<Scored> ranked, Scoring scoring) {
        var concepts = intent.concepts();
        var cut = cut(intent, ranked, scoring);
        if (cut.isEmpty()) {
            return List.of(Part.first(intent));
        }
        int at = cut.getAsInt();
        return List.of(
                Part.first(intent.with(concepts.subList(0, at))),
                Part.bound(intent.with(concepts.subList(at, concepts.size())), List.of(), between(intent, at)));
    }

    /** Where the two best blocks have most; of places that are as good, where most small words stand between. */
    private static OptionalInt cut(Intent intent, List<Scored> ranked, Scoring scoring) {
        var concepts = intent.concepts();
        int size = concepts.size();
        double[] importance = concepts.stream().mapToDouble(scoring::importance).toArray();
        double all = 0;
        for (double each : importance) {
            all += each;
        }
        var rows = new ArrayList<double[]>(ranked.size());
        double most = 0;
        for (var scored : ranked) {
            var row = upTo(scored, importance);
            rows.add(row);
            most = Math.max(most, row[size]);
        }
        int best = -1;
        double bestGain = 0;
        for (int at = 1; at < size; at++) {
            if (words(concepts.subList(0, at)) < FEWEST || words(concepts.subList(at, size)) < FEWEST) {
                continue;
            }
            boolean joint = isJoint(intent, at);
            int before = 0;
            int after = 0;
            for (int i = 1; i < rows.size(); i++) {
                before = rows.get(i)[at] > rows.get(before)[at] ? i : before;
                after = rest(rows.get(i), at) > rest(rows.get(after), at) ? i : after;
            }
            double first = rows.isEmpty() ? 0 : rows.get(before)[at];
            double second = rows.isEmpty() ? 0 : rest(rows.get(after), at);
            boolean both = Math.min(first, second) >= OF_ITS_OWN * all
                    && has(ranked.get(before), 0, at, joint)
                    && has(ranked.get(after), at, size, joint);
            double gain = first + second - most + 0.001 * all * gap(concepts, at);
            if (both && gain >= (joint ? MORE_AT_JOINT : MORE) * all && gain > bestGain) {
                best = at;
                bestGain = gain;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** How much of the need a block has up to each place. */
    private static double[] upTo(Scored scored, double[] importance) {
        double[] sums = new double[importance.length + 1];
        for (int i = 0; i < importance.length; i++) {
            sums[i + 1] = sums[i] + importance[i] * scored.evidence().get(i).covered();
        }
        return sums;
    }

    private static double rest(double[] sums, int at) {
        return sums[sums.length - 1] - sums[at];
    }

    private static boolean has(Scored scored, int from, int to, boolean joint) {
        int words = 0;
        for (int i = from; i < to; i++) {
            if (scored.evidence().get(i).covered() >= HAS) {
                words += words(scored.intent().concepts().subList(i, i + 1));
            }
        }
        return words >= (joint ? 1 : FEWEST);
    }

    private static int words(List<Concept> concepts) {
        return concepts.stream()
                .mapToInt(concept -> concept.literal().stems().size())
                .sum();
    }

    private static boolean isJoint(Intent intent, int at) {
        return between(intent, at).contains(Joint.Kind.PURPOSE);
    }

    private static Set<Joint.Kind> between(Intent intent, int at) {
        return intent.between(
                intent.concepts().get(at - 1).to(), intent.concepts().get(at).from());
    }

    private static int gap(List<Concept> concepts, int at) {
        return concepts.get(at).from() - concepts.get(at - 1).to();
    }
}
