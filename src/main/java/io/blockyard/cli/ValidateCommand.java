package io.blockyard.cli;

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

    ValidateCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
    }

    @Override
    public Integer call() {
        var terminal = output.terminal();
        var problems = new Validator()
                .validate(
                        ConfigurationFiles.read(terminal.resolve(configuration)),
                        terminal.environment(),
                        Registries.at(terminal, registry));
        boolean valid = problems.stream().noneMatch(problem -> strict || problem.isError());
        output.answer(new Report(valid, problems), people -> {
            problems.forEach(problem -> Failures.print(people, problem));
            if (valid) {
                people.out().println(people.styled("fg(green)", "Valid.") + warnings(problems));
            }
        });
        return valid ? ExitCode.SUCCESS : ExitCode.INVALID;
    }

    private static String warnings(List<Problem> problems) {
        return problems.isEmpty() ? "" : " " + Words.count(problems.size(), "warning") + ".";
    }

    /** What is printed as JSON. */
    record Report(boolean valid, List<Problem> problems) {}
}
