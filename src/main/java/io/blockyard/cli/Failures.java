package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The one place where a failure becomes a sentence (or JSON problems) and an exit code. Never a stack trace. */
final class Failures {

    private final Terminal terminal;
    private final boolean json;
    private final boolean detailedExitCode;

    /** Reads two flags before parsing, since they count for a command line that cannot be parsed too. */
    Failures(Terminal terminal, String[] arguments) {
        var options = Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .toList();
        this.terminal = terminal;
        this.json = options.contains("--json");
        // With this flag every failure exits with 1, since 2 says that there are changes.
        this.detailedExitCode = options.contains("--detailed-exitcode");
    }

    /** The command line itself is wrong. */
    int misused(CommandLine.ParameterException failure, String[] arguments) {
        var command = failure.getCommandLine();
        var help = "See: " + command.getCommandSpec().qualifiedName() + " --help";
        var remedy = suggestions(failure).isEmpty()
                ? help
                : "Did you mean " + String.join(" or ", suggestions(failure)) + "? " + help;
        report(List.of(Problem.error("cli.usage", sentence(failure), remedy)));
        return detailedExitCode ? ExitCode.UNEXPECTED : ExitCode.INVALID;
    }

    /** The command failed while it ran. */
    int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        return switch (failure) {
            case ProblemException known -> {
                report(known.problems());
                yield detailedExitCode ? ExitCode.UNEXPECTED : ExitCode.of(known.kind());
            }
            case CommandLine.ParameterException misuse -> misused(misuse, new String[0]);
            case ServerClient.ServerFailed broken -> {
                report(broken.problems());
                yield ExitCode.UNEXPECTED;
            }
            default -> {
                report(List.of(unexpected(failure)));
                yield ExitCode.UNEXPECTED;
            }
        };
    }

    private Problem unexpected(Exception failure) {
        if (terminal.environment().containsKey("BLOCKYARD_TRACE")) {
            failure.printStackTrace(terminal.err());
        }
        var what = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return Problem.error(
                "cli.unexpected",
                "Something went wrong that should not: " + what,
                "Set BLOCKYARD_TRACE=1 and run it again to see where, and report it.");
    }

    void report(List<Problem> problems) {
        if (json) {
            terminal.out().println(WireFormat.write(new WireFormat.Problems(problems)));
        } else {
            problems.forEach(problem -> print(terminal, problem));
        }
        terminal.flush();
    }

    /** One problem for people, on standard error. */
    static void print(Terminal terminal, Problem problem) {
        var label = problem.isError()
                ? terminal.styled("bold,fg(red)", "error:")
                : terminal.styled("bold,fg(yellow)", "warning:");
        terminal.err().println(label + " " + problem.sentence());
        if (!problem.related().isEmpty()) {
            terminal.err()
                    .println(
                            problem.related().stream().map(r -> "         " + r).collect(Collectors.joining("\n")));
        }
    }

    private static String sentence(CommandLine.ParameterException failure) {
        var message = String.valueOf(failure.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    private static List<String> suggestions(CommandLine.ParameterException failure) {
        return failure instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions()
                : List.of();
    }
}
