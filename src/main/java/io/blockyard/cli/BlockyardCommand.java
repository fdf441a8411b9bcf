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
            "“blockyard COMMAND --help” tells more about a command.",
            "Exit codes: 0 success, 1 unexpected failure, 2 invalid input, 3 cannot be planned,",
            "4 a crawl or apply failed, 5 wrong settings, no server, wrong token or no permission."
        })
final class BlockyardCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "A command is missing.");
    }
}
