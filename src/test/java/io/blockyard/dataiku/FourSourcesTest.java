package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A project is the same snapshot whether it is read from a folder, over REST, from git or from a zip. */
class FourSourcesTest {

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
    }

    @ParameterizedTest
    @MethodSource("projects")
    void gitEqualsTheFolder(Path project) {
        var expected = ProjectFolder.at(project).read();
        var origin =
                new Origin.GitRepository(REPOSITORIES.get(project.getParent()).url(), "", "", "", "");

        try (var readers = new ProjectReaders(shared)) {
            assertThat(readers.open(origin, "").read(expected.key())).isEqualTo(expected);
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
