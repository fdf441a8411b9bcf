package io.blockyard.search.match;

import io.blockyard.search.index.ProfileField;
import io.blockyard.search.language.Stems;
import io.blockyard.search.language.Word;
import io.blockyard.search.language.Words;
import io.blockyard.search.match.Concept.Role;
import io.blockyard.search.match.MatchResult.Reason;
import io.blockyard.search.match.Scoring.Evidence;
import io.blockyard.search.match.Scoring.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
            var reason = new Reason(kind(concept, evidence), concept.said(), alternative.text(), fields(evidence));
            (concept.role() == Role.EXCLUDED ? against : speaksFor).add(reason);
        }
        for (int named : scored.siblings().named()) {
            var concept = scored.intent().concepts().get(named);
            speaksFor.add(new Reason(
                    "sibling", concept.said(), "", fields(scored.evidence().get(named))));
        }
        for (var stem : scored.siblings().unasked()) {
            var word = inName(scored.profile().head().name(), stem);
            if (word != null) {
                against.add(new Reason("unasked", "", word, List.of(ProfileField.NAME.label())));
            }
        }
        if (scored.meaning() >= NEAR) {
            var cosine = String.format(Locale.ROOT, "%.2f", scored.candidate().cosine());
            speaksFor.add(new Reason("meaning", "", cosine, List.of()));
        }
        return new Explanation(List.copyOf(speaksFor), List.copyOf(against));
    }

    private static String kind(Concept concept, Evidence evidence) {
        return switch (concept.role()) {
            case EXCLUDED -> "excluded";
            case HAVE -> (evidence.fields() & Scoring.OF_INPUTS) != 0 ? "takes" : "word";
            case WANT -> (evidence.fields() & Scoring.OF_OUTPUTS) != 0 ? "gives" : "word";
            case ANY -> "word";
        };
    }

    private static List<String> fields(Evidence evidence) {
        return ProfileField.in(evidence.fields()).stream()
                .map(ProfileField::label)
                .toList();
    }

    /** The word of a name that has this stem, as people write it; null for one of the id alone. */
    private static @Nullable String inName(String name, String stem) {
        return Words.of(name).stream()
                .filter(word -> Stems.english(word.folded()).equals(stem))
                .map(Word::text)
                .findFirst()
                .orElse(null);
    }
}
