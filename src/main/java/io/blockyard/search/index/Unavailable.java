package io.blockyard.search.index;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;

/** What to tell somebody who searches while there is no index. */
final class Unavailable {

    private Unavailable() {}

    static ProblemException because(String why) {
        return new ProblemException(
                ProblemException.Kind.SETTINGS,
                Problem.error(
                        "search.unavailable",
                        why,
                        "Searching comes back by itself as soon as the index can be opened; everything else works."));
    }
}
