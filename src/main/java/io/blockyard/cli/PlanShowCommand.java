package io.blockyard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show a plan that the server keeps.")
final class PlanShowCommand implements Callable<Integer> {

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final ServerOptions server;

    @Parameters(paramLabel = "ID", description = "The plan's id.")
    private String id = "";

    PlanShowCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
        server = new ServerOptions(terminal);
    }

    @Override
    public Integer call() {
        var plan = StoredPlans.get(server.connect(), id);
        output.answer(plan, terminal -> StoredPlans.print(terminal, plan));
        return ExitCode.SUCCESS;
    }
}
