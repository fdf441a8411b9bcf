package io.blockyard.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A request that cannot be done, with the problems that say why. Doors turn it into a status or an exit code. */
public final class ProblemException extends RuntimeException {

    /** Why, in the coarse terms that decide an HTTP status and an exit code. */
    public enum Kind {
        /** The input is wrong: 400, exit code 2. */
        INVALID,
        /** What the request names does not exist: 404, exit code 2. */
        NOT_FOUND,
        /** The state of things forbids it now: 409, exit code 3. */
        CONFLICT,
        /** The input is valid but no plan can be made of it: 422, exit code 3. */
        UNPLANNABLE,
        /** Nobody, or a wrong token or password: 401, exit code 5. */
        UNAUTHENTICATED,
        /** Somebody without the right: 403, exit code 5. */
        FORBIDDEN,
        /** A DSS instance, or a run on it, failed: 502, exit code 4. */
        REMOTE,
        /** This server or command is set up wrongly: 503, exit code 5. */
        SETTINGS
    }

    private final Kind kind;
    private final transient List<Problem> problems;

    public ProblemException(Kind kind, List<Problem> problems) {
        super(problems.stream().map(Problem::sentence).collect(Collectors.joining(" ")));
        this.kind = kind;
        this.problems = List.copyOf(problems);
    }

    public ProblemException(Kind kind, Problem problem) {
        this(kind, List.of(problem));
    }

    public ProblemException(Kind kind, Problem problem, Throwable cause) {
        this(kind, problem);
        initCause(cause);
    }

    /** An exception for one error without a place. */
    public static ProblemException of(Kind kind, String code, String message, String remedy) {
        return new ProblemException(kind, Problem.error(code, message, remedy));
    }

    public Kind kind() {
        return kind;
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
