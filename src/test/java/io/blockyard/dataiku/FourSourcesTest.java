package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.SharedData;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.discovery.Inspection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A project is the same snapshot whether it is read from a folder, over REST, from git or from a zip, and its zones have
 * the same boundaries.
 */
class FourSourcesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<Path, Sandbox> SANDBOXES = new HashMap<>();
    private static final Map<Path, GitServer> REPOSITORIES = new HashMap<>();

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        for (var projects : RealProjects.folders()) {
            SANDBOXES.put(projects, Sandbox.start(SandboxOptions.local(projects, "secret")));
            var place = shared.resolve("repository-" + REPOSITORIES.size());
            REPOSITORIES.put(projects, GitServer.serving(GitServer.repository(place, projects)));
        }
    }

    @AfterAll
    static void stop() {
        SANDBOXES.values().forEach(Sandbox::close);
        REPOSITORIES.values().forEach(GitServer::close);
    }

    @ParameterizedTest
    @MethodSource("projects")
    void liveEqualsTheFolder(Path project) {
        var key = project.getFileName().toString();
        var live = new DssClient(SANDBOXES.get(project.getParent()).address(), "secret").read(key);

        var expected = ProjectFolder.at(project, key).read();
        assertThat(live.params()).isEqualTo(expected.params());
        assertThat(live.recipes()).isEqualTo(expected.recipes());
        assertThat(live.zones()).isEqualTo(expected.zones());
        assertThat(live.wiki()).isEqualTo(expected.wiki());
        assertThat(live).isEqualTo(expected);
        assertBoundaries(live, key);
    }

    @ParameterizedTest
    @MethodSource("projects")
    void gitEqualsTheFolder(Path project) {
        var expected = ProjectFolder.at(project).read();
        var origin =
                new Origin.GitRepository(REPOSITORIES.get(project.getParent()).url(), "", "", "", "");

        try (var readers = new ProjectReaders(shared)) {
            var read = readers.open(origin, "").read(expected.key());
            assertThat(read).isEqualTo(expected);
            assertBoundaries(read, project.getFileName().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("projects")
    void anExportEqualsTheFolder(Path project) throws IOException {
        var key = project.getFileName().toString();
        var zip = Zips.export(folder.resolve("some name.zip"), project, key);

        var archive = new ProjectArchive(zip);

        assertThat(archive.projects())
                .extracting(ProjectReader.ProjectSummary::key)
                .containsExactly(key);
        assertThat(archive.read(key)).isEqualTo(ProjectFolder.at(project, key).read());
        assertBoundaries(archive.read(key), key);
    }

    @Test
    void everyPublicProjectIsAmongThem() throws IOException {
        var expected = JSON.readTree(
                Files.readString(SharedData.require("data/dss-projects").resolve("expected-boundaries.json")));

        assertThat(projects().map(Named::getName).toList()).containsAll(expected.propertyNames());
    }

    /** What a crawl makes of its zones, for the projects of which that is written down. */
    private static void assertBoundaries(ProjectSnapshot project, String name) {
        SharedData.path("data/dss-projects").ifPresent(folder -> {
            var expected = read(folder.resolve("expected-boundaries.json")).path(name);
            if (!expected.isMissingNode()) {
                JsonNode found = JSON.valueToTree(Inspection.of(project).zones());
                assertThat(found).isEqualTo(expected);
            }
        });
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @MethodSource("projects")
    void whatAnInstanceExportsEqualsTheFolder(Path project) throws IOException {
        var key = project.getFileName().toString();
        var instance = new DssClient(SANDBOXES.get(project.getParent()).address(), "secret");

        var zip = Files.write(
                folder.resolve("exported.zip"), instance.project(key).export());

        assertThat(new ProjectArchive(zip).read(key))
                .isEqualTo(ProjectFolder.at(project, key).read());
    }

    @ParameterizedTest
    @MethodSource("projects")
    void whatIsKeptOfAnUploadEqualsTheFolder(Path project) throws IOException {
        var key = project.getFileName().toString();
        var store = new ArchiveStore(folder.resolve("archives"));
        var zip = Zips.export(folder.resolve("export.zip"), project, key);

        var digest = store.keep("export.zip", Files.newInputStream(zip));

        assertThat(store.open(new Origin.Archive("export.zip", digest)).read(key))
                .isEqualTo(ProjectFolder.at(project, key).read());
    }

    static Stream<Named<Path>> projects() {
        return RealProjects.all();
    }
}
