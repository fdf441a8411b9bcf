package io.blockyard.cli;

import io.blockyard.api.InspectionView;
import io.blockyard.api.WireFormat;
import io.blockyard.dataiku.Origin;
import io.blockyard.dataiku.ProjectReader;
import io.blockyard.dataiku.ProjectReader.ProjectSummary;
import io.blockyard.dataiku.ProjectReaders;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.discovery.Inspection;
import io.blockyard.discovery.ZoneBoundary;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "inspect",
        description = {
            "PATH is a project in DSS's git layout, an export (unpacked or as a zip), a bundle, or the address of a git",
            "repository. With --source the server reads a project of a source that it knows; with --instance a DSS",
            "instance is asked directly."
        })
final class InspectCommand extends ServerCommand {

    @ArgGroup(multiplicity = "1")
    private Place place = new Place();

    static final class Place {

        @Parameters(paramLabel = "PATH", description = "A folder, a zip, or the address of a git repository.")
        private @Nullable String path;

        @Option(names = "--source", paramLabel = "NAME", description = "A source that the server knows.")
        private @Nullable String source;

        @Option(names = "--instance", paramLabel = "URL", description = "The address of a DSS instance.")
        private @Nullable String instance;
    }

    @Option(names = "--project", paramLabel = "KEY", description = "Which project, where there are several.")
    private @Nullable String project;

    @Option(names = "--branch", paramLabel = "NAME", description = "The repository's branch. Default: its main one.")
    private String branch = "";

    @Option(names = "--in", paramLabel = "FOLDER", description = "Where the projects lie in the repository.")
    private String inside = "";

    @Option(names = "--user", paramLabel = "NAME", description = "Who we are to the repository.")
    private String user = "";

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = {
                "A file with the key, token, password or private key.",
                "Without it: $$BLOCKYARD_SOURCE_SECRET, and for an instance $$BLOCKYARD_DSS_KEY."
            })
    private @Nullable Path secretFile;

    InspectCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        if (place.source != null) {
            show(place.source, inspected(place.source));
        } else {
            var snapshot = read();
            show(snapshot.name(), InspectionView.of(Inspection.of(snapshot)));
        }
        return ExitCode.SUCCESS;
    }

    private InspectionView inspected(String source) {
        var client = server.connect();
        var key = project != null
                ? project
                : only(WireFormat.listing(client.get(ApiPath.of("sources", source, "projects")), ProjectSummary.class)
                        .items());
        return WireFormat.read(
                client.get(ApiPath.of("sources", source, "projects", key, "inspection")), InspectionView.class);
    }

    private ProjectSnapshot read() throws IOException {
        if (place.instance != null) {
            return read(Origin.Instance.at(place.instance, ""), secret("BLOCKYARD_DSS_KEY"));
        }
        var path = Objects.requireNonNull(place.path);
        if (Origin.GitRepository.isAddress(path)) {
            return read(new Origin.GitRepository(path, branch, inside, user, ""), secret("BLOCKYARD_SOURCE_SECRET"));
        }
        return read(ProjectReaders.at(output.terminal().resolve(Path.of(path)), project != null));
    }

    /** What is fetched for a look is gone afterwards. */
    private ProjectSnapshot read(Origin origin, String secret) throws IOException {
        var folder = Files.createTempDirectory("blockyard-inspect");
        try (var readers = new ProjectReaders(folder)) {
            return read(readers.open(origin, secret));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private ProjectSnapshot read(ProjectReader reader) {
        return reader.read(project != null ? project : only(reader.projects()));
    }

    private static String only(List<ProjectSummary> projects) {
        if (projects.size() == 1) {
            return projects.getFirst().key();
        }
        var keys = projects.stream().map(ProjectSummary::key).toList();
        throw new ProblemException(
                ProblemException.Kind.INVALID,
                Problem.error(
                                "cli.which-project",
                                "There are " + projects.size() + " projects.",
                                "Say which by --project: " + String.join(", ", keys) + ".")
                        .with(keys));
    }

    private String secret(String variable) throws IOException {
        if (secretFile != null) {
            return Files.readString(output.terminal().resolve(secretFile)).strip();
        }
        var environment = output.terminal().environment();
        return environment.getOrDefault("BLOCKYARD_SOURCE_SECRET", environment.getOrDefault(variable, ""));
    }

    private void show(String title, InspectionView inspection) {
        inspection.problems().forEach(problem -> Failures.print(output.terminal(), problem));
        output.answer(inspection.zones(), terminal -> print(terminal, title, inspection.zones()));
    }

    private static void print(Terminal terminal, String title, Map<String, ZoneBoundary> zones) {
        long publishable =
                zones.values().stream().filter(ZoneBoundary::publishable).count();
        terminal.out()
                .println(terminal.styled("bold", title) + ": " + Words.count(zones.size(), "zone") + ", " + publishable
                        + " publishable");
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
