package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.iac.Plans.PlanSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "plans")
final class PlansCommand extends ServerCommand {

    @Option(names = "--limit", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Option(names = "--target", paramLabel = "SOURCE", description = "Only plans for this source.")
    private String target = "";

    @Option(names = "--project", paramLabel = "KEY", description = "Only plans for this project.")
    private String project = "";

    PlansCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var asked =
                ApiPath.of("plans").with("limit", limit).with("target", target).with("project", project);
        var plans = WireFormat.listing(server.connect().get(asked), PlanSummary.class);
        output.answer(plans, terminal -> {
            var table = new Table("MADE", "PROJECT", "TARGET", "STATE", "CHANGES", "BY", "ID");
            plans.items()
                    .forEach(plan -> table.row(
                            Words.time(plan.createdAt()),
                            plan.projectKey(),
                            plan.target(),
                            Words.state(plan.state()),
                            "+%d ~%d -%d"
                                    .formatted(
                                            plan.summary().create(),
                                            plan.summary().update(),
                                            plan.summary().delete()),
                            plan.createdBy(),
                            plan.id().toString()));
            table.print(terminal, "There are no plans yet.");
        });
        return ExitCode.SUCCESS;
    }
}
