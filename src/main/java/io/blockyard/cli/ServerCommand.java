package io.blockyard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that asks a server and answers in the form that is wanted. */
abstract class ServerCommand implements Callable<Integer> {

    @Mixin
    final OutputOptions output;

    @Mixin
    final ServerOptions server;

    ServerCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
        server = new ServerOptions(terminal);
    }
}
