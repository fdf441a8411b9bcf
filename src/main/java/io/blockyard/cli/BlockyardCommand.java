package io.blockyard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of the command line. It does nothing itself. */
@Command(
        name = "blockyard",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        description = "Reusable blocks for Dataiku DSS: discover, find, compose, review, apply.",
        footer = {
            "",
            BlockyardCommand.MORE,
            BlockyardCommand.EXIT_CODES,
            BlockyardCommand.EXIT_CODES_OF_RUNS,
            BlockyardCommand.EXIT_CODES_OF_SERVERS
        })
final class BlockyardCommand implements Runnable {

    static final String MORE = "“blockyard COMMAND --help” tells more about a command.";
    static final String EXIT_CODES = "Exit codes: 0 success, 1 unexpected failure, 2 invalid input,";
    static final String EXIT_CODES_OF_RUNS = "3 cannot be planned, 4 a crawl or apply failed,";
    static final String EXIT_CODES_OF_SERVERS = "5 wrong settings, no server, wrong token or no permission.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What stands below the help of every command. */
    static String[] footer() {
        return new String[] {"", MORE, EXIT_CODES, EXIT_CODES_OF_RUNS, EXIT_CODES_OF_SERVERS};
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "A command is missing.");
    }
}
