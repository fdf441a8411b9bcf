package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.iac.PlanPage;
import io.blockyard.iac.PlanState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "plans")
final class PlansCommand extends ServerCommand {

    @Option(names = "--limit", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Option(names = "--target", paramLabel = "SOURCE", description = "Only plans for this source.")
    private String target = "";

    @Option(names = "--project", paramLabel = "KEY", description = "Only plans for this project.")
    private String project = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            converter = States.class,
            description = "Only plans that stand there, such as awaiting-approval; may be given more than once.")
    private List<PlanState> states = List.of();

    @Option(names = "--cursor", paramLabel = "TEXT", description = "Go on behind an earlier page, which tells it.")
    private String cursor = "";

    @Option(names = "--counts", description = "How many plans stand where, instead of the plans themselves.")
    private boolean counts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PlansCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (counts) {
            return count();
        }
        var asked = ApiPath.of("plans")
                .with("limit", limit)
                .with("target", target)
                .with("project", project)
                .withAll("state", states.stream().map(PlanState::name).toList());
        var plans = WireFormat.read(
                server.connect().get(cursor.isEmpty() ? asked : asked.with("cursor", cursor)), PlanPage.class);
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
            table.print(terminal, states.isEmpty() ? "There are no plans yet." : "No plan stands there.");
            if (plans.next() != null) {
                terminal.remark("There are more; go on with --cursor " + plans.next());
            }
        });
        return ExitCode.SUCCESS;
    }

    private int count() {
        if (!states.isEmpty() || !cursor.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--counts tells of all states: leave --state and --cursor out");
        }
        var counted = server.connect()
                .get(ApiPath.of("plans", "counts").with("target", target).with("project", project));
        output.answer(counted, terminal -> {
            var table = new Table("STATE", "PLANS");
            Arrays.stream(PlanState.values())
                    .filter(state -> counted.has(state.name()))
                    .forEach(state -> table.row(
                            Words.state(state), counted.path(state.name()).asString()));
            table.print(terminal, "There are no plans yet.");
        });
        return ExitCode.SUCCESS;
    }

    /** As people write states: in lower case, with hyphens or underscores. */
    static final class States implements CommandLine.ITypeConverter<PlanState> {

        @Override
        public PlanState convert(String text) {
            var name = text.strip().replace('-', '_');
            return Arrays.stream(PlanState.values())
                    .filter(state -> state.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException("\u201c" + text
                            + "\u201d is no state of a plan; there are "
                            + Arrays.stream(PlanState.values())
                                    .map(state -> Words.state(state).replace(' ', '-'))
                                    .collect(Collectors.joining(", "))));
        }
    }
}
