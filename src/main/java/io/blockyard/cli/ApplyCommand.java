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

    @Option(names = "--build", description = "Start a build of what the project makes once it is applied.")
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
        new Following(client, output.terminal()).toEnd(task);
        var ended = StoredPlans.get(client, id);
        if (ended.state() != PlanState.APPLIED) {
            throw new ProblemException(ProblemException.Kind.REMOTE, reasons(ended));
        }
        output.answer(ended, terminal -> print(terminal, ended));
        return ExitCode.SUCCESS;
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
