package io.blockyard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "approve")
final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final ServerOptions server;

    @Mixin
    private final ReviewOptions review = new ReviewOptions();

    ApproveCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
        server = new ServerOptions(terminal);
    }

    @Override
    public Integer call() {
        var plan = review.decide(server.connect(), "approve");
        output.answer(
                plan,
                terminal -> terminal.out().println("Plan " + plan.id() + " is " + Words.state(plan.state()) + "."));
        return ExitCode.SUCCESS;
    }
}
