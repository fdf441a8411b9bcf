package io.blockyard.cli;

import java.util.Optional;
import picocli.CommandLine;

/** The entry of the program: one command, one exit code. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        int exitCode = run(Terminal.ofProcess(), arguments);
        if (exitCode != ExitCode.RUNNING) {
            System.exit(exitCode);
        }
    }

    /** Runs one command within a process that goes on; what it would have exited with comes back. */
    public static int run(Terminal terminal, String... arguments) {
        var failures = new Failures(terminal, arguments);
        var command = commands(new CommandFactory(terminal), arguments)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colored() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setUsageHelpAutoWidth(terminal.colored())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures::misused)
                .setExecutionExceptionHandler(failures::failed);
        try {
            return command.execute(arguments);
        } finally {
            terminal.flush();
        }
    }

    private static CommandLine commands(CommandLine.IFactory factory, String[] arguments) {
        var root = new CommandLine(BlockyardCommand.class, factory);
        var named = arguments.length == 0 ? Optional.<Subcommand>empty() : Subcommand.of(arguments[0]);
        for (var subcommand : Subcommand.values()) {
            boolean chosen = named.filter(subcommand::equals).isPresent();
            root.addSubcommand(subcommand.word(), chosen ? subcommand.load(factory) : subcommand.listed());
        }
        return root;
    }
}
