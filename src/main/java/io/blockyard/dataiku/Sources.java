package io.blockyard.dataiku;

import io.blockyard.access.Actor;
import java.util.List;

/** The instances that an administrator has named; keys are encrypted at rest and never shown again. */
public class Sources {

    public Source add(Actor actor, String name, String url, String apiKey) {
        throw new UnsupportedOperationException();
    }

    public void remove(Actor actor, String name) {
        throw new UnsupportedOperationException();
    }

    public List<Source> all(Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Asks the instance who we are, and diagnoses what is wrong when it does not answer as it should. */
    public Diagnosis test(Actor actor, String name) {
        throw new UnsupportedOperationException();
    }

    /** A client for the instance. @throws io.blockyard.problem.ProblemException NOT_FOUND naming those that exist */
    public DssClient open(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * What a connection test found.
     *
     * @param message one sentence: what was reached as whom, or what failed and what to do about it
     */
    public record Diagnosis(boolean ok, String message, String dssVersion, int projectCount) {}
}
