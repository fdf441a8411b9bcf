package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.iac.Plan.Drift;
import io.blockyard.iac.PlanText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "drift",
        description = {
            "Exits with 0 when nothing was changed outside, with 2 when something was.",
            "--repair makes the project's plan anew: it holds the way back, and is approved and applied like any other."
        })
final class DriftCommand extends ServerCommand {

    @Parameters(index = "0", paramLabel = "TARGET", description = "A source's name.")
    private String target = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "The project's key.")
    private String projectKey = "";

    @Option(names = "--adopt", description = "Record what is there now as what was deployed.")
    private boolean adopt;

    @Option(names = "--repair", description = "Plan the way back to what was deployed.")
    private boolean repair;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DriftCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (adopt && repair) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--adopt takes over what --repair brings back: choose one of them");
        }
        var client = server.connect();
        if (repair) {
            return repair(client);
        }
        var answer = adopt
                ? client.post(
                        ApiPath.of("projects", target, projectKey, "adopt"),
                        WireFormat.json().createObjectNode())
                : client.get(ApiPath.of("projects", target, projectKey, "drift"));
        var drift = WireFormat.listing(answer, Drift.class);
        output.answer(drift, terminal -> {
            if (drift.items().isEmpty()) {
                terminal.out().println("Nothing was changed outside.");
            } else {
                terminal.out().print(PlanText.drift(drift.items(), terminal.colored()));
                terminal.out().println();
                terminal.out()
                        .println(Words.count(drift.items().size(), "resource")
                                + (adopt ? " adopted as deployed." : " changed outside."));
            }
        });
        return drift.items().isEmpty() || adopt ? ExitCode.SUCCESS : ExitCode.CHANGES;
    }

    private int repair(ServerClient client) {
        var planned = StoredPlans.awaitPlanned(
                client,
                StoredPlans.read(client.post(
                        ApiPath.of("projects", target, projectKey, "repair"),
                        WireFormat.json().createObjectNode())));
        StoredPlans.planned(planned);
        output.answer(planned, terminal -> StoredPlans.print(terminal, planned));
        return ExitCode.SUCCESS;
    }
}
