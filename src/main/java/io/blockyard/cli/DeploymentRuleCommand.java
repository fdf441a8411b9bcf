package io.blockyard.cli;

import io.blockyard.api.DeploymentRuleRequest;
import io.blockyard.api.Listing;
import io.blockyard.api.WireFormat;
import io.blockyard.iac.DeploymentRule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "deployment-rule",
        description = {
            "Without TARGET the rules that were set are listed, with it alone the one that holds for it.",
            "With an option an administrator changes it; what is left out stays as it is."
        })
final class DeploymentRuleCommand extends ServerCommand {

    @Parameters(arity = "0..1", paramLabel = "TARGET", description = "A source's name.")
    private @Nullable String target;

    @Option(
            names = "--snapshot",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether DSS makes a bundle of the project after each apply.")
    private @Nullable Boolean snapshot;

    @Option(
            names = "--drift-cron",
            paramLabel = "CRON",
            description = "When to look what was changed outside, in UTC: minute, hour, day, month, weekday, such as "
                    + "\"0 6 * * 1-5\", or @daily; \"\" for never.")
    private @Nullable String driftCron;

    DeploymentRuleCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var client = server.connect();
        if (target == null) {
            var all = WireFormat.listing(client.get(ApiPath.of("deployment-rules")), DeploymentRule.class);
            output.answer(all, terminal -> print(terminal, all));
            return ExitCode.SUCCESS;
        }
        boolean changes = snapshot != null || driftCron != null;
        var path = ApiPath.of("deployment-rules", target);
        var rule = WireFormat.read(
                changes ? client.put(path, new DeploymentRuleRequest(snapshot, driftCron)) : client.get(path),
                DeploymentRule.class);
        output.answer(rule, terminal -> print(terminal, new Listing<>(List.of(rule))));
        return ExitCode.SUCCESS;
    }

    private static void print(Terminal terminal, Listing<DeploymentRule> rules) {
        var table = new Table("TARGET", "SNAPSHOT", "DRIFT");
        rules.items()
                .forEach(rule -> table.row(
                        rule.target(),
                        rule.snapshot() ? "after each apply" : "no",
                        rule.driftCron().isEmpty() ? "on demand" : rule.driftCron()));
        table.print(terminal, "No rules were set: a snapshot after each apply, drift on demand.");
    }
}
