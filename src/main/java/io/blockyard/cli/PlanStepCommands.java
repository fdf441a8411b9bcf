package io.blockyard.cli;

import io.blockyard.api.CommentRequest;
import io.blockyard.api.OverrideRequest;
import io.blockyard.api.ReplanRequest;
import io.blockyard.api.RollBackRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.iac.Plan;
import io.blockyard.iac.PlanState;
import io.blockyard.iac.Plans;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What becomes of a plan on the server besides being approved and applied. */
final class PlanStepCommands {

    private PlanStepCommands() {}

    /** A command about one plan. */
    abstract static class OnPlan extends ServerCommand {

        @Parameters(index = "0", paramLabel = "ID", description = "The plan's id.")
        String id = "";

        OnPlan(Terminal terminal) {
            super(terminal);
        }

        final StoredPlan post(String step, Object body) {
            return StoredPlans.read(server.connect().post(ApiPath.of("plans", id, step), body));
        }

        final int told(StoredPlan plan) {
            output.answer(
                    plan,
                    terminal -> terminal.out().println("Plan " + plan.id() + " is " + Words.state(plan.state()) + "."));
            return ExitCode.SUCCESS;
        }

        static Object nothing() {
            return WireFormat.json().createObjectNode();
        }
    }

    @Command(name = "discard", description = "Give a plan up that nobody will apply.")
    static final class Discard extends OnPlan {

        Discard(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return told(post("discard", nothing()));
        }
    }

    @Command(name = "cancel", description = "Stop an apply before its next operation, or the making of a plan.")
    static final class Cancel extends OnPlan {

        Cancel(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var plan = post("cancel", nothing());
            output.answer(plan, terminal -> {
                terminal.out()
                        .println(
                                plan.operations().isEmpty() && plan.plan() == null
                                        ? "The making of plan " + plan.id() + " is asked to stop."
                                        : "Plan " + plan.id() + " stops before its next operation.");
                terminal.remark("Look with: blockyard plan show " + plan.id());
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "comment", description = "Say something about a plan; it decides nothing.")
    static final class Comment extends OnPlan {

        @Parameters(index = "1", paramLabel = "TEXT", description = "What to say.")
        private String text = "";

        Comment(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return told(post("comments", new CommentRequest(text)));
        }
    }

    @Command(name = "override", description = "Let a plan be approved although it breaks a soft policy.")
    static final class OverridePolicy extends OnPlan {

        @Parameters(index = "1", paramLabel = "POLICY", description = "The policy's name.")
        private String policy = "";

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it stays with the plan.")
        private String reason = "";

        OverridePolicy(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var digest =
                    StoredPlans.planned(StoredPlans.get(server.connect(), id)).digest();
            return told(post("overrides", new OverrideRequest(policy, digest, reason)));
        }
    }

    @Command(
            name = "check",
            description = "Look whether anything that an open plan was made from has moved; exit with 3 when it has.")
    static final class Check extends OnPlan {

        Check(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var moved = WireFormat.listing(
                    server.connect().post(ApiPath.of("plans", id, "check"), nothing()), Problem.class);
            if (!moved.items().isEmpty()) {
                throw new ProblemException(ProblemException.Kind.CONFLICT, moved.items());
            }
            output.answer(moved, terminal -> terminal.out().println("Plan " + id + " still holds."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "approvals", description = "Tell how far the review of a plan is, and whether you can approve it.")
    static final class Approvals extends OnPlan {

        Approvals(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var approvals =
                    WireFormat.read(server.connect().get(ApiPath.of("plans", id, "approvals")), Plans.Approvals.class);
            output.answer(approvals, terminal -> {
                terminal.out().println(approvals.given() + " of " + Words.count(approvals.needed(), "approval") + ".");
                approvals.refusal().ifPresent(refusal -> terminal.remark(refusal.sentence()));
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "replan", description = "Make the same plan anew, and show what moved.")
    static final class Replan extends OnPlan {

        @Option(
                names = "--adopt",
                paramLabel = "ADDRESS",
                description = "Take over what others made on the target; may be given more than once.")
        private List<String> adopt = List.of();

        Replan(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var client = server.connect();
            var plan = StoredPlans.awaitPlanned(client, post("replan", new ReplanRequest(Set.copyOf(adopt))));
            StoredPlans.planned(plan);
            var moved = WireFormat.listing(
                    client.get(ApiPath.of("plans", plan.id().toString(), "moved")), Plan.Moved.class);
            output.answer(plan, terminal -> {
                var table = new Table("MOVED", "WAS", "NOW", "");
                moved.items()
                        .forEach(one -> table.row(
                                one.address(),
                                one.was().wire(),
                                one.now().wire(),
                                String.join(", ", one.attributes())));
                table.print(terminal, "Nothing moved: the new plan does the same.");
                StoredPlans.print(terminal, plan);
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(
            name = "rollback",
            description = {
                "Take an unfinished apply back.",
                "Every operation that was started is undone; a project that the plan created is deleted as a whole."
            })
    static final class RollBack extends OnPlan {

        @Option(
                names = "--confirm",
                paramLabel = "KEY",
                required = true,
                description = "The key of the plan's project, to say that this is meant.")
        private String projectKey = "";

        @Option(names = "--follow", description = "Follow until it is done; exit with 4 when it failed.")
        private boolean follow;

        RollBack(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var started = post("roll-back", new RollBackRequest(projectKey));
            var task = started.applyTask();
            if (!follow || task == null) {
                return told(started);
            }
            var client = server.connect();
            new Following(client, output.terminal()).toEnd(task);
            var ended = StoredPlans.get(client, id);
            if (ended.state() != PlanState.ROLLED_BACK) {
                throw new ProblemException(ProblemException.Kind.REMOTE, ended.problems());
            }
            return told(ended);
        }
    }
}
