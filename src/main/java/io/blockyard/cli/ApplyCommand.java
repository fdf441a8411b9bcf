package io.blockyard.cli;

import io.blockyard.api.ApplyRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.iac.PlanState;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "apply")
final class ApplyCommand extends ServerCommand {

    @Parameters(paramLabel = "ID", description = "The plan's id.")
    private String id = "";

    @Option(
            names = "--digest",
            paramLabel = "DIGEST",
            description = "The digest that was approved; refused when the plan has another. Default: the plan's.")
    private @Nullable String digest;

    @Option(names = "--follow", description = "Follow until it is done; exit with 4 when it failed.")
    private boolean follow;

    @Option(
            names = "--build",
            description = "Start a build of what the project makes once it is applied; with --follow, follow it too.")
    private boolean build;

    @Option(names = "--resume", description = "Go on with an apply that stopped half-way.")
    private boolean resume;

    ApplyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var client = server.connect();
        var queued = start(client);
        var task = queued.applyTask();
        if (!follow || task == null) {
            output.answer(queued, terminal -> {
                terminal.out().println("Plan " + id + " is " + Words.state(queued.state()) + ".");
                terminal.remark("Look with: blockyard plan show " + id);
            });
            return ExitCode.SUCCESS;
        }
        var following = new Following(client, output.terminal());
        following.toEnd(task);
        var ended = StoredPlans.get(client, id);
        if (ended.state() != PlanState.APPLIED) {
            throw new ProblemException(ProblemException.Kind.REMOTE, reasons(ended));
        }
        var built = ended.build() ? built(client, following) : ended;
        output.answer(built, terminal -> print(terminal, built));
        return ExitCode.SUCCESS;
    }

    /** @throws ProblemException REMOTE when the build failed, which undoes nothing of the apply */
    private StoredPlan built(ServerClient client, Following following) {
        output.terminal().remark("Applied; following the build \u2026");
        var build = following.buildToEnd(id);
        if (build.status().equals("failed")) {
            throw ProblemException.of(
                    ProblemException.Kind.REMOTE,
                    "cli.build",
                    "The plan is applied, but the build failed: " + build.message(),
                    "Look at the job in DSS, and build again there.");
        }
        return StoredPlans.get(client, id);
    }

    private StoredPlan start(ServerClient client) {
        if (resume) {
            return StoredPlans.read(client.post(
                    ApiPath.of("plans", id, "resume"), WireFormat.json().createObjectNode()));
        }
        var approved = digest != null
                ? digest
                : StoredPlans.planned(StoredPlans.get(client, id)).digest();
        return StoredPlans.read(client.post(ApiPath.of("plans", id, "apply"), new ApplyRequest(approved, build)));
    }

    private static List<Problem> reasons(StoredPlan plan) {
        return plan.problems().isEmpty()
                ? List.of(Problem.error(
                        "cli.apply",
                        "The apply of plan " + plan.id() + " ended " + Words.state(plan.state()) + ".",
                        "Look with: blockyard plan show " + plan.id()))
                : plan.problems();
    }

    private static void print(Terminal terminal, StoredPlan plan) {
        var made = plan.plan();
        terminal.out()
                .println(terminal.styled("fg(green)", "Applied.") + " "
                        + Words.count(plan.operations().size(), "operation")
                        + (made == null ? "" : " on project " + made.target().projectKey()) + ".");
        plan.followUps().forEach(step -> terminal.out().println(step.step() + ": " + step.message()));
    }
}
