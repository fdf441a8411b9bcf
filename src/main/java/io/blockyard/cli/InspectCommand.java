package io.blockyard.cli;

import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.discovery.Inspection;
import io.blockyard.discovery.ZoneBoundary;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "inspect")
final class InspectCommand implements Callable<Integer> {

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "PATH", description = "A project in DSS's git layout, or an unpacked export.")
    private Path path = Path.of("");

    InspectCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
    }

    @Override
    public Integer call() {
        var folder = ProjectFolder.at(output.terminal().resolve(path));
        var project = folder.read();
        var inspection = Inspection.of(project);
        inspection.problems().forEach(problem -> Failures.print(output.terminal(), problem));
        output.answer(inspection.zones(), terminal -> print(terminal, project, inspection));
        return ExitCode.SUCCESS;
    }

    private static void print(Terminal terminal, ProjectSnapshot project, Inspection inspection) {
        var zones = inspection.zones();
        long publishable =
                zones.values().stream().filter(ZoneBoundary::publishable).count();
        terminal.out()
                .println(terminal.styled("bold", project.name()) + ": " + Words.count(zones.size(), "zone") + ", "
                        + publishable + " publishable");
        zones.forEach((name, zone) -> {
            terminal.out().println();
            terminal.out().println(terminal.styled("bold", name) + "  " + verdict(terminal, zone));
            terminal.out().println("  inputs   " + Words.list(zone.inputs()));
            terminal.out().println("  outputs  " + Words.list(zone.outputs()));
            terminal.out()
                    .println("  holds    " + Words.count(zone.recipes().size(), "recipe") + ", "
                            + Words.count(zone.datasets().size(), "dataset"));
        });
    }

    private static String verdict(Terminal terminal, ZoneBoundary zone) {
        return zone.publishable()
                ? terminal.styled("fg(green)", "publishable")
                : terminal.styled("fg(yellow)", "not publishable: " + zone.reason());
    }
}
