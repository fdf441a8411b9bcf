package io.blockyard.search.match;

import io.blockyard.search.index.ProfileField;
import io.blockyard.search.match.Concept.Role;
import io.blockyard.search.match.MatchResult.Reason;
import io.blockyard.search.match.Scoring.Scored;
import java.util.ArrayList;
import java.util.List;

/** Why a block was found for a need, and what speaks against it. */
record Explanation(List<Reason> speaksFor, List<Reason> speaksAgainst) {

    static final Explanation NONE = new Explanation(List.of(), List.of());

    /** From this many standard deviations on, meaning is worth telling. */
    private static final double NEAR = 1.5;

    static Explanation of(Scored scored) {
        var speaksFor = new ArrayList<Reason>();
        var against = new ArrayList<Reason>();
        for (int i = 0; i < scored.evidence().size(); i++) {
            var concept = scored.intent().concepts().get(i);
            var evidence = scored.evidence().get(i);
            var alternative = evidence.alternative();
            if (alternative == null) {
                if (concept.role() != Role.EXCLUDED) {
                    against.add(new Reason("missing", concept.said(), "", List.of()));
                }
                continue;
            }
            var fields = ProfileField.in(evidence.fields()).stream()
                    .map(ProfileField::label)
                    .toList();
            boolean excluded = concept.role() == Role.EXCLUDED;
            (excluded ? against : speaksFor)
                    .add(new Reason(excluded ? "excluded" : "word", concept.said(), alternative.text(), fields));
        }
        if (scored.meaning() >= NEAR) {
            speaksFor.add(new Reason(
                    "meaning",
                    "",
                    String.format(
                            java.util.Locale.ROOT, "%.2f", scored.candidate().cosine()),
                    List.of()));
        }
        return new Explanation(List.copyOf(speaksFor), List.copyOf(against));
    }
}
