package io.blockyard.dataiku;

import java.util.List;

/**
 * What a test of a source found, step by step.
 *
 * @param ok whether projects can be read
 * @param message one or two sentences: what was reached as whom, or what failed and what to do about it
 * @param dssVersion empty when it is not known, or no instance
 * @param projectCount how many projects can be seen
 * @param steps in their order; after a failed one the others are skipped
 */
public record Diagnosis(boolean ok, String message, String dssVersion, int projectCount, List<Step> steps) {

    public Diagnosis {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param message what was found; empty when skipped
     * @param remedy what to do about it; empty when there is nothing to do
     */
    public record Step(Name name, Outcome outcome, String message, String remedy) {}

    /** What is looked at. */
    public enum Name {
        /** Whether the host may be asked, and its name leads to an address. */
        HOST,
        /** Whether something listens there. */
        CONNECTION,
        /** Whether the connection can be encrypted, with a certificate that is trusted. */
        ENCRYPTION,
        /** Whether what listens there is DSS. */
        API,
        /** Whether the key is accepted. */
        KEY,
        /** Whether the clocks agree. */
        CLOCK,
        /** Whether what the source holds can be fetched and read. */
        READING,
        /** Whether there are projects to be seen. */
        PROJECTS
    }

    /** How a step went. */
    public enum Outcome {
        OK,
        WARNING,
        FAILED,
        SKIPPED
    }
}
