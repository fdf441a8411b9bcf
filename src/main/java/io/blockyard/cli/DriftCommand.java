package io.blockyard.cli;

import io.blockyard.api.DriftAdoption;
import io.blockyard.api.DriftView;
import io.blockyard.api.WireFormat;
import io.blockyard.iac.Plan.Drift;
import io.blockyard.iac.PlanText;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--adopt",
            paramLabel = "DIGEST",
            description =
                    "Record what is there now as what was deployed: exactly what you saw, by the digest that was told"
                            + " with it.")
    private @Nullable String adopt;

    @Option(names = "--repair", description = "Plan the way back to what was deployed.")
    private boolean repair;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DriftCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (adopt != null && repair) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--adopt takes over what --repair brings back: choose one of them");
        }
        var client = server.connect();
        if (repair) {
            return repair(client);
        }
        return adopt == null ? look(client) : adopt(client, adopt);
    }

    private int look(ServerClient client) {
        var found = WireFormat.read(client.get(ApiPath.of("projects", target, projectKey, "drift")), DriftView.class);
        output.answer(found, terminal -> {
            if (found.items().isEmpty()) {
                terminal.out().println("Nothing was changed outside.");
                return;
            }
            told(terminal, found.items(), " changed outside.");
            terminal.remark("Plan the way back with: blockyard drift " + target + " " + projectKey + " --repair\n"
                    + "or record exactly this with: blockyard drift " + target + " " + projectKey + " --adopt "
                    + found.digest());
        });
        return found.items().isEmpty() ? ExitCode.SUCCESS : ExitCode.CHANGES;
    }

    private int adopt(ServerClient client, String digest) {
        var adopted = WireFormat.listing(
                client.post(ApiPath.of("projects", target, projectKey, "adopt"), new DriftAdoption(digest)),
                Drift.class);
        output.answer(adopted, terminal -> {
            if (adopted.items().isEmpty()) {
                terminal.out().println("Nothing was changed outside.");
            } else {
                told(terminal, adopted.items(), " adopted as deployed.");
            }
        });
        return ExitCode.SUCCESS;
    }

    private static void told(Terminal terminal, List<Drift> drift, String what) {
        terminal.out().print(PlanText.drift(drift, terminal.colored()));
        terminal.out().println();
        terminal.out().println(Words.count(drift.size(), "resource") + what);
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
