package io.blockyard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only holds others: without one of them it says which there are. */
abstract class CommandGroup implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public final void run() {
        var names = String.join(", ", spec.subcommands().keySet());
        int last = names.lastIndexOf(", ");
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Missing: " + (last < 0 ? names : names.substring(0, last) + " or " + names.substring(last + 2)));
    }
}
