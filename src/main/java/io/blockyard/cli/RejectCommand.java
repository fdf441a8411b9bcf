package io.blockyard.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "reject")
final class RejectCommand extends ServerCommand {

    @Mixin
    private final ReviewOptions review = new ReviewOptions();

    RejectCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var plan = review.decide(server.connect(), "reject");
        output.answer(
                plan,
                terminal -> terminal.out().println("Plan " + plan.id() + " is " + Words.state(plan.state()) + "."));
        return ExitCode.SUCCESS;
    }
}
