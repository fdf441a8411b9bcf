package io.blockyard.cli;

import java.util.Locale;
import picocli.CommandLine.Parameters;

/** A command that is about one block, which it names first. */
abstract class OfBlockCommand extends ServerCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The block's id.")
    private String id = "";

    OfBlockCommand(Terminal terminal) {
        super(terminal);
    }

    /** As blocks are called, whatever the person typed. */
    final String id() {
        return id.toUpperCase(Locale.ROOT);
    }

    /** The block's own path, or one below it. */
    final ApiPath block(String... below) {
        return ApiPath.of("blocks", id()).below(below);
    }
}
