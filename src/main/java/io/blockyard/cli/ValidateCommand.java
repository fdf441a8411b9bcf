package io.blockyard.cli;

import io.blockyard.api.CheckRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.iac.ConfigurationFiles;
import io.blockyard.iac.Validator;
import io.blockyard.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "validate")
final class ValidateCommand implements Callable<Integer> {

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "FILE|DIR", description = "A YAML file, or a folder with project.yml.")
    private Path configuration = Path.of("");

    @Option(
            names = "--registry",
            paramLabel = "DIR",
            description = "Look blocks up in this registry tree; without it they are not looked into.")
    private @Nullable Path registry;

    @Option(names = "--strict", description = "Fail on warnings too.")
    private boolean strict;

    @Option(
            names = "--target",
            paramLabel = "SOURCE",
            description = "Ask the server, which knows the catalog, and this source for what it offers.")
    private @Nullable String target;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "The named environment on the server. Default: dev.")
    private @Nullable String environment;

    @Mixin
    private final ServerOptions server;

    ValidateCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
        server = new ServerOptions(terminal);
    }

    @Override
    public Integer call() {
        var report = target == null ? offline() : onServer(target);
        output.answer(report, people -> {
            report.problems().forEach(problem -> Failures.print(people, problem));
            if (report.valid()) {
                people.out().println(people.styled("fg(green)", "Valid.") + warnings(report.problems()));
            }
        });
        return report.valid() ? ExitCode.SUCCESS : ExitCode.INVALID;
    }

    private Report offline() {
        var terminal = output.terminal();
        var problems = new Validator()
                .validate(
                        ConfigurationFiles.read(terminal.resolve(configuration)),
                        terminal.environment(),
                        Registries.at(terminal, registry));
        return new Report(problems.stream().noneMatch(problem -> strict || problem.isError()), problems);
    }

    private Report onServer(String source) {
        var files = ConfigurationFiles.read(output.terminal().resolve(configuration));
        var request = new CheckRequest(null, files, environment, source, strict);
        return WireFormat.read(server.connect().post(ApiPath.of("configurations", "check"), request), Report.class);
    }

    private static String warnings(List<Problem> problems) {
        return problems.isEmpty() ? "" : " " + Words.count(problems.size(), "warning") + ".";
    }

    /** What is printed as JSON. */
    record Report(boolean valid, List<Problem> problems) {}
}
