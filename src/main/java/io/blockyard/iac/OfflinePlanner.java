package io.blockyard.iac;

import io.blockyard.catalog.BlockRegistry;
import io.blockyard.iac.desired.TargetView;
import io.blockyard.iac.plan.PlanDigest;
import io.blockyard.iac.plan.Planning;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.iac.plan.Surprises;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans without a server, a target or Spring: what a configuration would do against a recorded state. */
public final class OfflinePlanner {

    private final Clock clock;

    public OfflinePlanner(Clock clock) {
        this.clock = clock;
    }

    /**
     * What to plan.
     *
     * @param files path → text; {@link ConfigurationFiles} reads them from the disk
     * @param environment names that {@code {{ env.NAME }}} may use
     * @param registry where blocks are looked up; null to leave them opaque
     * @param state the text of a state file, as {@link RecordedState} reads it; null when nothing exists yet
     * @param strict whether warnings stop the planning too
     */
    public record Request(
            Map<String, String> files,
            Map<String, String> environment,
            @Nullable BlockRegistry registry,
            @Nullable String state,
            boolean strict) {}

    /**
     * What came out.
     *
     * @param plan null when something is wrong
     * @param problems errors and warnings, in the order in which they should be read
     */
    public record Result(@Nullable Plan plan, List<Problem> problems) {

        /** Why there is no plan: INVALID when the input is wrong, UNPLANNABLE when it is right but cannot be planned. */
        public Optional<Kind> failure() {
            if (plan != null) {
                return Optional.empty();
            }
            boolean invalid = problems.stream()
                    .filter(Problem::isError)
                    .anyMatch(problem -> !problem.code().startsWith("plan."));
            return Optional.of(invalid ? Kind.INVALID : Kind.UNPLANNABLE);
        }

        public boolean hasChanges() {
            return plan != null && PlanText.hasChanges(plan);
        }
    }

    /** Plans; whatever is wrong is in the result, nothing is thrown. */
    public Result plan(Request request) {
        var draft = Draft.of(request.files(), request.environment(), request.registry(), TargetView.UNKNOWN);
        var problems = new ArrayList<>(draft.problems());
        var state = state(request.state(), problems);
        var desired = draft.desired();
        boolean stopped = problems.stream().anyMatch(problem -> problem.isError() || request.strict());
        if (desired.isEmpty() || stopped) {
            return new Result(null, List.copyOf(problems));
        }
        var planning = new Planning(desired.get(), state);
        var changes = planning.changes();
        var impossible = Planning.impossible(changes);
        if (!impossible.isEmpty()) {
            problems.addAll(impossible);
            return new Result(null, List.copyOf(problems));
        }
        problems.addAll(Surprises.of(changes));
        var operations = planning.blockOperations(changes);
        var target = new Plan.Target("", desired.get().projectKey(), state.lineage());
        var inputs = new PlanDigest.Inputs(
                PlanDigest.PLANNER_VERSION,
                request.files(),
                draft.configuration().orElseThrow().environment(),
                draft.blockDigests(),
                target,
                PlanDigest.sha256(PlanDigest.canonical(state.resources())),
                "",
                "");
        var plan = new Plan(
                "1.0",
                UUID.randomUUID().toString(),
                PlanDigest.of(inputs, changes, operations),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                "offline",
                target,
                changes,
                operations,
                List.copyOf(problems),
                List.of(),
                List.of(),
                Planning.summary(changes));
        return new Result(plan, List.copyOf(problems));
    }

    private static RecordedState state(@Nullable String json, List<Problem> problems) {
        if (json == null) {
            return RecordedState.EMPTY;
        }
        try {
            return RecordedState.read(json);
        } catch (ProblemException e) {
            problems.addAll(e.problems());
            return RecordedState.EMPTY;
        }
    }
}
