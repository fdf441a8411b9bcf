package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.iac.Plan;
import io.blockyard.iac.PlanState;
import io.blockyard.iac.PlanText;
import io.blockyard.iac.Plans.Operation;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Plans that the server keeps, as the commands read and show them. */
final class StoredPlans {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private StoredPlans() {}

    static StoredPlan read(JsonNode document) {
        return WireFormat.read(document, StoredPlan.class);
    }

    static StoredPlan get(ServerClient server, String id) {
        return read(server.get(ApiPath.of("plans", id)));
    }

    /** Waits while the server still plans. */
    static StoredPlan awaitPlanned(ServerClient server, StoredPlan plan) {
        var latest = plan;
        for (var waited = Duration.ZERO;
                isBeingMade(latest.state()) && waited.compareTo(PATIENCE) < 0;
                waited = waited.plus(Pause.SHORT)) {
            Pause.briefly();
            latest = get(server, plan.id().toString());
        }
        return latest;
    }

    private static boolean isBeingMade(PlanState state) {
        return state == PlanState.DRAFT || state == PlanState.PLANNING;
    }

    /** The plan itself. @throws ProblemException UNPLANNABLE with what is wrong when none could be made */
    static Plan planned(StoredPlan stored) {
        var plan = stored.plan();
        if (plan != null && stored.state() != PlanState.PLAN_FAILED) {
            return plan;
        }
        throw new ProblemException(
                ProblemException.Kind.UNPLANNABLE,
                stored.problems().isEmpty()
                        ? List.of(Problem.error(
                                "cli.no-plan",
                                "Plan " + stored.id() + " is " + Words.state(stored.state()) + ".",
                                "Look again with “blockyard plan show " + stored.id() + "”."))
                        : stored.problems());
    }

    static void print(Terminal terminal, StoredPlan stored) {
        var plan = stored.plan();
        if (plan != null) {
            terminal.out().print(PlanText.of(plan, terminal.colored()));
            terminal.out().println();
        }
        terminal.out().println("Plan    " + terminal.styled("bold", stored.id().toString()));
        terminal.out().println("State   " + Words.state(stored.state()));
        terminal.out().println("Target  " + stored.target() + ", environment " + stored.environment());
        if (plan != null) {
            terminal.out().println("Digest  " + plan.digest());
        }
        stored.decisions()
                .forEach(decision -> terminal.out()
                        .println("Review  " + decision.decision() + " by " + decision.person() + ", "
                                + Words.time(decision.at())
                                + (decision.comment().isEmpty() ? "" : ": " + decision.comment())));
        if (!stored.operations().isEmpty()) {
            terminal.out().println("Applied " + tally(stored.operations()));
        }
        stored.followUps().forEach(step -> terminal.out().println("After   " + step.step() + ": " + step.message()));
        stored.operations().stream()
                .filter(operation -> operation.status().equals("failed"))
                .forEach(operation -> terminal.out().println("Failed  " + sentence(operation)));
        stored.problems().forEach(problem -> Failures.print(terminal, problem));
        next(terminal, stored);
    }

    /** {@code 12 of 30 operations, 1 failed, 17 not tried}. */
    private static String tally(List<Operation> operations) {
        var words = new StringBuilder(count(operations, "done") + " of " + Words.count(operations.size(), "operation"));
        Map.of("failed", "failed", "running", "under way", "undone", "taken back", "pending", "not tried")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> count(operations, entry.getKey()) > 0)
                .forEach(entry -> words.append(", ")
                        .append(count(operations, entry.getKey()))
                        .append(' ')
                        .append(entry.getValue()));
        return words.toString();
    }

    private static long count(List<Operation> operations, String status) {
        return operations.stream()
                .filter(operation -> operation.status().equals(status))
                .count();
    }

    private static String sentence(Operation operation) {
        return operation.action() + " " + operation.address() + ": " + operation.message();
    }

    private static void next(Terminal terminal, StoredPlan stored) {
        var id = stored.id();
        switch (stored.state()) {
            case PLANNED, AWAITING_APPROVAL -> terminal.remark("Approve it with: blockyard approve " + id);
            case APPROVED -> terminal.remark("Apply it with: blockyard apply " + id + " --follow");
            case PARTIALLY_APPLIED, APPLY_FAILED ->
                terminal.remark("Go on with: blockyard apply " + id + " --resume --follow\n"
                        + "or take it back with: blockyard plan rollback " + id + " --confirm KEY --follow");
            case STALE, EXPIRED -> terminal.remark("Plan again with: blockyard plan replan " + id);
            case ROLLBACK_FAILED ->
                terminal.remark("Try again with: blockyard plan rollback " + id + " --confirm KEY --follow");
            case DRAFT,
                    PLANNING,
                    NO_CHANGES,
                    PLAN_FAILED,
                    REJECTED,
                    DISCARDED,
                    APPLY_QUEUED,
                    APPLYING,
                    APPLIED,
                    CANCELLED,
                    RESUMING,
                    ROLLING_BACK,
                    ROLLED_BACK -> {}
        }
    }
}
