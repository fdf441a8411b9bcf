package io.blockyard.cli;

import io.blockyard.problem.ProblemException;

/** What the program exits with; {@code docs/formats.md} says the same to people. */
final class ExitCode {

    static final int SUCCESS = 0;
    static final int UNEXPECTED = 1;
    /** Invalid input or configuration, an unknown project or block. */
    static final int INVALID = 2;
    /** Valid, but cannot be planned or compiled, or not in the state that things are in. */
    static final int UNPLANNABLE = 3;
    /** A crawl, an apply or a run failed; a DSS that does not answer included. */
    static final int RUN_FAILED = 4;
    /** Wrong settings, no Blockyard server, a wrong token, no permission. */
    static final int SETTINGS = 5;

    /** {@code plan --detailed-exitcode}: there are changes. */
    static final int CHANGES = 2;

    /** The command left something running in this process that ends it later, such as the portal. */
    static final int RUNNING = -1;

    private ExitCode() {}

    static int of(ProblemException.Kind kind) {
        return switch (kind) {
            case INVALID, NOT_FOUND -> INVALID;
            case CONFLICT, UNPLANNABLE -> UNPLANNABLE;
            case UNAUTHENTICATED, FORBIDDEN, SETTINGS -> SETTINGS;
            case REMOTE -> RUN_FAILED;
        };
    }
}
