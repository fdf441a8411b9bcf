package io.blockyard.search.evaluate;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.catalog.Catalog;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.match.MatchRequest;
import io.blockyard.search.match.Matching;
import java.util.List;
import java.util.Map;

/** Measures this installation's catalog with a set of intents. */
public class QualityCheck {

    private static final int MOST_INTENTS = 5_000;

    private final Matching matching;
    private final Catalog catalog;

    public QualityCheck(Matching matching, Catalog catalog) {
        this.matching = matching;
        this.catalog = catalog;
    }

    /**
     * Asks every intent of a set, one JSON object a line as in {@link EvaluationFiles}; some milliseconds each.
     *
     * @throws ProblemException INVALID with the number of each line that cannot be read
     */
    public Evaluation run(Actor actor, List<String> lines) {
        actor.require(Right.ADMINISTER);
        var intents = EvaluationFiles.intents("the set", lines);
        if (intents.size() > MOST_INTENTS) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "evaluate.too-many",
                    "The set has " + intents.size() + " intents; " + MOST_INTENTS + " are the most.",
                    "Use \u201cblockyard evaluate\u201d for larger sets.");
        }
        return Evaluation.run(
                intents,
                (intent, limit) -> matching.matchMany(actor, MatchRequest.of(intent, limit)),
                Map.of(),
                Math.toIntExact(catalog.count(actor)));
    }
}
