package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.iac.Plan.Drift;
import io.blockyard.iac.PlanText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "drift",
        description = {
            "Exits with 0 when nothing was changed outside, with 2 when something was.",
            "To bring a project back, make its plan anew: blockyard plan replan ID."
        })
final class DriftCommand extends ServerCommand {

    @Parameters(index = "0", paramLabel = "TARGET", description = "A source's name.")
    private String target = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "The project's key.")
    private String projectKey = "";

    @Option(names = "--adopt", description = "Record what is there now as what was deployed.")
    private boolean adopt;

    DriftCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var client = server.connect();
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
}
