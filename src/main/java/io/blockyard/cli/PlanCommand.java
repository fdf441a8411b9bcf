package io.blockyard.cli;

import io.blockyard.api.PlanRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.iac.ConfigurationFiles;
import io.blockyard.iac.OfflinePlanner;
import io.blockyard.iac.Plan;
import io.blockyard.iac.PlanText;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "plan",
        subcommands = {
            PlanShowCommand.class,
            PlanStepCommands.Discard.class,
            PlanStepCommands.Comment.class,
            PlanStepCommands.OverridePolicy.class,
            PlanStepCommands.Approvals.class,
            PlanStepCommands.Check.class,
            PlanStepCommands.Replan.class,
            PlanStepCommands.Cancel.class,
            PlanStepCommands.RollBack.class
        },
        description = {
            "Without --target no server is asked: the plan is made against a state file or an empty project. With "
                    + "--target the server plans against that source, and keeps the plan for review."
        })
final class PlanCommand extends ServerCommand {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE|DIR",
            description = "A YAML file, or a folder or zip with project.yml.")
    private @Nullable Path configuration;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "The named environment on the server. Default: dev. Without a server, {{ env.NAME }} "
                    + "always reads the process environment.")
    private @Nullable String environment;

    @Option(names = "--target", paramLabel = "SOURCE", description = "Plan on the server, against this source.")
    private @Nullable String target;

    @Option(
            names = "--adopt",
            paramLabel = "ADDRESS",
            description = "Take over what others made on the target, such as dataset.KEY.NAME or project.KEY; may be"
                    + " given more than once.")
    private List<String> adopt = List.of();

    @Option(
            names = "--state-file",
            paramLabel = "FILE",
            description = "The recorded state to plan against, without a server.")
    private @Nullable Path stateFile;

    @Option(
            names = "--registry",
            paramLabel = "DIR",
            description = "Look blocks up in this registry tree, without a server.")
    private @Nullable Path registry;

    @Option(names = "--strict", description = "Fail on warnings too, without a server.")
    private boolean strict;

    @Option(
            names = "--detailed-exitcode",
            description = "Exit with 0 when nothing changes, 2 when something does, 1 on every failure.")
    private boolean detailedExitCode;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the plan to this file too, as JSON.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PlanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (configuration == null) {
            throw misused("Missing required option: --config=FILE|DIR");
        }
        var plan = target == null ? offline(configuration) : onServer(configuration, target);
        return detailedExitCode && PlanText.hasChanges(plan) ? ExitCode.CHANGES : ExitCode.SUCCESS;
    }

    private Plan offline(Path files) {
        if (server.isOption()) {
            throw misused("A plan on a server needs --target, the name of a source");
        }
        if (!adopt.isEmpty()) {
            throw misused("--adopt takes over what is on a target; name that with --target");
        }
        var terminal = output.terminal();
        var result = new OfflinePlanner(Clock.systemUTC())
                .plan(new OfflinePlanner.Request(
                        ConfigurationFiles.read(terminal.resolve(files)),
                        terminal.environment(),
                        Registries.at(terminal, registry),
                        stateFile == null ? null : terminal.read(stateFile, "Name what DSS has, as JSON in UTF-8."),
                        strict));
        var plan = result.plan();
        if (plan == null) {
            throw new ProblemException(result.failure().orElseThrow(), result.problems());
        }
        write(plan);
        output.answer(plan, people -> people.out().print(PlanText.of(plan, people.colored())));
        return plan;
    }

    private Plan onServer(Path files, String source) {
        if (stateFile != null || registry != null || strict) {
            throw misused(
                    "--state-file, --registry and --strict are for plans without a server; leave them or --target out");
        }
        var answer = server.connect()
                .post(
                        ApiPath.of("plans"),
                        new PlanRequest(
                                null,
                                ConfigurationFiles.read(output.terminal().resolve(files)),
                                environment,
                                source,
                                Set.copyOf(adopt)));
        var stored = StoredPlans.awaitPlanned(server.connect(), StoredPlans.read(answer));
        if (stored.problems().stream().anyMatch(problem -> problem.code().startsWith("plan.foreign-"))) {
            output.terminal()
                    .remark("To take over what others made: blockyard plan replan " + stored.id() + " --adopt ADDRESS");
        }
        var plan = StoredPlans.planned(stored);
        write(plan);
        output.answer(stored, people -> StoredPlans.print(people, stored));
        return plan;
    }

    private CommandLine.ParameterException misused(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private void write(Plan plan) {
        if (out == null) {
            return;
        }
        try {
            Files.writeString(output.terminal().resolve(out), WireFormat.write(plan) + "\n");
        } catch (IOException failure) {
            throw new ProblemException(
                    ProblemException.Kind.SETTINGS,
                    Problem.error(
                            "cli.out",
                            "The plan cannot be written to " + out + ".",
                            "Name a file in a folder that exists."),
                    failure);
        }
    }
}
