package io.blockyard.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show a plan that the server keeps.")
final class PlanShowCommand extends ServerCommand {

    @Parameters(paramLabel = "ID", description = "The plan's id.")
    private String id = "";

    PlanShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var plan = StoredPlans.get(server.connect(), id);
        output.answer(plan, terminal -> StoredPlans.print(terminal, plan));
        return ExitCode.SUCCESS;
    }
}
