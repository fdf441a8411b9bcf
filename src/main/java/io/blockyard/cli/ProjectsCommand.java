package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.iac.Deployments.DeployedBlock;
import io.blockyard.iac.Deployments.Deployment;
import io.blockyard.iac.Deployments.DriftLook;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(name = "projects")
final class ProjectsCommand extends ServerCommand {

    ProjectsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var projects = WireFormat.listing(server.connect().get(ApiPath.of("projects")), Deployment.class);
        output.answer(projects, terminal -> {
            var table = new Table("PROJECT", "TARGET", "BLOCKS", "DEPLOYED", "BY", "CHANGED OUTSIDE");
            projects.items()
                    .forEach(project -> table.row(
                            project.projectKey(),
                            project.target(),
                            Words.list(project.blocks().stream()
                                    .map(block -> block.instance() + "@" + block.version() + newer(project, block))
                                    .toList()),
                            Words.time(project.deployedAt()),
                            project.deployedBy(),
                            looked(project.lastLook())));
            table.print(terminal, "Nothing was deployed yet.");
        });
        return ExitCode.SUCCESS;
    }

    private static String newer(Deployment project, DeployedBlock block) {
        return project.newer().stream()
                .filter(newer -> newer.instance().equals(block.instance()))
                .map(newer -> " (" + newer.version() + " is there)")
                .findFirst()
                .orElse("");
    }

    private static String looked(@Nullable DriftLook look) {
        if (look == null) {
            return "";
        }
        var seen = look.problem().isEmpty()
                ? look.drift().isEmpty() ? "no" : Words.count(look.drift().size(), "resource")
                : "unknown";
        return seen + ", " + Words.time(look.at());
    }
}
