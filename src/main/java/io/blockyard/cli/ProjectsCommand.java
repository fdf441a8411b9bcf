package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.iac.Deployments.Deployment;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "projects")
final class ProjectsCommand implements Callable<Integer> {

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final ServerOptions server;

    ProjectsCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
        server = new ServerOptions(terminal);
    }

    @Override
    public Integer call() {
        var projects = WireFormat.listing(server.connect().get(ApiPath.of("projects")), Deployment.class);
        output.answer(projects, terminal -> {
            var table = new Table("PROJECT", "TARGET", "BLOCKS", "DEPLOYED", "BY");
            projects.items()
                    .forEach(project -> table.row(
                            project.projectKey(),
                            project.target(),
                            Words.list(project.blocks().stream()
                                    .map(block -> block.instance() + "@" + block.version())
                                    .toList()),
                            Words.time(project.deployedAt()),
                            project.deployedBy()));
            table.print(terminal, "Nothing was deployed yet.");
        });
        return ExitCode.SUCCESS;
    }
}
