package io.blockyard.dataiku;

import io.blockyard.SharedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Every project that is at hand: the samples, and the public projects where they are present. */
final class RealProjects {

    static final Path SAMPLES = Path.of("samples/projects");

    private RealProjects() {}

    /** Folders that hold projects. */
    static List<Path> folders() {
        return Stream.concat(Stream.of(SAMPLES), SharedData.path("data/dss-projects").stream())
                .toList();
    }

    /** The folders of all projects, named for a test report. */
    static Stream<Named<Path>> all() {
        return folders().stream()
                .flatMap(folder ->
                        new ProjectsFolder(folder).names().stream().map(key -> Named.of(key, folder.resolve(key))));
    }

    /** Four that differ most, where a test takes long; all of them in a full run. */
    static Stream<Named<Path>> some() {
        var enough = Set.of("COMPRESSOR_MONITORING", "loan_advisor", "stock_alert_solution", "export_titanic_mit");
        return all().filter(project -> Boolean.getBoolean("tests.full") || enough.contains(project.getName()));
    }
}
