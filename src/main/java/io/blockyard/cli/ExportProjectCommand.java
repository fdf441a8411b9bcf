package io.blockyard.cli;

import io.blockyard.iac.ConfigurationFiles;
import io.blockyard.iac.OfflinePlanner;
import io.blockyard.iac.PlanExports;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export-project",
        description = {
            "For teams whose tools may not write to DSS: a plan that makes a new project becomes an export zip, which "
                    + "somebody imports in DSS. Either a plan that the server keeps, or a configuration, which needs no "
                    + "server."
        })
final class ExportProjectCommand extends ServerCommand {

    @Parameters(paramLabel = "PLAN", arity = "0..1", description = "A plan that the server keeps.")
    private @Nullable String plan;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE|DIR",
            description = "A YAML file, or a folder or zip with project.yml.")
    private @Nullable Path configuration;

    @Option(names = "--registry", paramLabel = "DIR", description = "Look blocks up in this registry tree.")
    private @Nullable Path registry;

    @Option(
            names = "--connection",
            paramLabel = "NAME=TYPE",
            description =
                    "Of which type a connection is where the zip will be imported, such as DWH=PostgreSQL. What is "
                            + "not told is taken for files.")
    private Map<String, String> connections = new TreeMap<>();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The zip to write.")
    private Path out = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ExportProjectCommand(Terminal terminal) {
        super(terminal);
    }

    /** What was written. */
    record Exported(String file, long bytes) {}

    @Override
    public Integer call() {
        var file = output.terminal().resolve(out);
        var zip = zip();
        write(file, zip);
        output.answer(
                new Exported(file.toString(), zip.length),
                terminal -> terminal.out()
                        .println("Wrote " + file
                                + ". Import it in DSS: New project, Import project, under its own key."));
        return ExitCode.SUCCESS;
    }

    private byte[] zip() {
        if (plan != null && configuration == null && registry == null && connections.isEmpty()) {
            return kept(plan);
        }
        if (plan == null && configuration != null && !server.isOption()) {
            return offline(configuration);
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Name either a plan that the server keeps, or a configuration by -c, with --registry and --connection");
    }

    private byte[] kept(String id) {
        try (var body = server.connect().download(ApiPath.of("plans", id, "export"), "application/zip")) {
            return body.readAllBytes();
        } catch (IOException broken) {
            throw new ProblemException(
                    ProblemException.Kind.SETTINGS,
                    Problem.error("cli.broken-download", "The download of the zip broke off.", "Try again."),
                    broken);
        }
    }

    private byte[] offline(Path files) {
        var terminal = output.terminal();
        var result = new OfflinePlanner(Clock.systemUTC())
                .plan(new OfflinePlanner.Request(
                        ConfigurationFiles.read(terminal.resolve(files)),
                        terminal.environment(),
                        Registries.at(terminal, registry),
                        null,
                        false));
        var made = result.plan();
        if (made == null) {
            throw new ProblemException(result.failure().orElseThrow(), result.problems());
        }
        result.problems().forEach(problem -> Failures.print(terminal, problem));
        return PlanExports.zip(made, connections);
    }

    private void write(Path file, byte[] zip) {
        try {
            Files.write(file, zip);
        } catch (IOException failure) {
            throw new ProblemException(
                    ProblemException.Kind.SETTINGS,
                    Problem.error(
                            "cli.out",
                            "The zip cannot be written to " + out + ".",
                            "Name a file in a folder that exists."),
                    failure);
        }
    }
}
