package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exports that are written here, and what becomes of them where they are imported. */
class ExportZipTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private DssClient dss;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.local(folder.resolve("projects"), "key"));
        dss = new DssClient(sandbox.address(), "key");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void bringsAWholeProjectToAnInstanceAndBack(Path project) throws IOException {
        var original = read(project);

        var target = dss.importProject("IMPORTED", zip(original), Map.of(), Map.of());

        var imported = dss.read("IMPORTED");
        assertThat(imported.datasets()).isEqualTo(original.datasets());
        assertThat(imported.recipes()).isEqualTo(original.recipes());
        assertThat(imported.objects()).isEqualTo(withoutLabelingTasks(original));
        assertThat(imported.zones()).isEqualTo(original.zones());
        assertThat(imported.library()).isEqualTo(original.library());
        assertThat(imported.wiki()).isEqualTo(original.wiki());
        assertThat(imported.variables()).isEqualTo(original.variables());
        assertThat(imported.params()).isEqualTo(original.params());
        assertThat(imported.exposed()).isEqualTo(original.exposed());

        var file = folder.resolve("export.zip");
        Files.write(file, target.export());
        var exported = new ProjectArchive(file).read("IMPORTED");
        assertThat(exported.datasets()).isEqualTo(original.datasets());
        assertThat(exported.recipes()).isEqualTo(original.recipes());
        assertThat(exported.zones()).isEqualTo(original.zones());
        assertThat(exported.wiki()).isEqualTo(original.wiki());
        assertThat(exported.library()).isEqualTo(original.library());
        assertThat(exported.objects()).isEqualTo(original.objects());
    }

    static Stream<Named<Path>> projects() {
        return RealProjects.all();
    }

    @Test
    void givesConnectionsAndCodeEnvironmentsTheNamesOfTheInstance() throws IOException {
        var original = read(RealProjects.SAMPLES.resolve("COMPRESSOR_MONITORING"));
        var connection = original.datasets().getFirst().connection();

        dss.importProject("P", zip(original), Map.of(connection, "elsewhere"), Map.of());

        assertThat(dss.read("P").datasets())
                .extracting(ProjectSnapshot.Dataset::connection)
                .contains("elsewhere")
                .doesNotContain(connection);
    }

    @Test
    void dependsOnNothingButTheProject() throws IOException {
        var project = read(RealProjects.SAMPLES.resolve("COMPRESSOR_MONITORING"));
        var here = TimeZone.getDefault();
        var first = zip(project);
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertThat(zip(project)).isEqualTo(first);
        } finally {
            TimeZone.setDefault(here);
        }
    }

    @Test
    void refusesAProjectThatExistsAndAZipThatIsNone() throws IOException {
        var project = read(RealProjects.SAMPLES.resolve("COMPRESSOR_MONITORING"));
        dss.importProject("P", zip(project), Map.of(), Map.of());

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> dss.importProject("P", zip(project), Map.of(), Map.of()))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ProblemException.Kind.CONFLICT));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> dss.importProject("Q", "no zip".getBytes(StandardCharsets.UTF_8), Map.of(), Map.of()))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ProblemException.Kind.REMOTE))
                .withMessageContaining("holds no project");
        assertThat(dss.hasProject("Q")).isFalse();
    }

    @Test
    void makesBundlesListsAndHandsThemOut() throws IOException {
        var project = dss.importProject(
                "P", zip(read(RealProjects.SAMPLES.resolve("COMPRESSOR_MONITORING"))), Map.of(), Map.of());

        assertThat(project.bundles().make("v1", "first & best")).isTrue();
        assertThat(project.bundles().make("v1", "again")).isFalse();

        assertThat(project.bundles().all()).containsExactly(new DssBundle("v1", "first & best"));
        var file = folder.resolve("v1.zip");
        Files.write(file, project.bundles().archive("v1"));
        assertThat(new ProjectArchive(file).read("P").recipes())
                .isEqualTo(dss.read("P").recipes());
    }

    private static ProjectSnapshot read(Path project) {
        return ProjectFolder.at(project, project.getFileName().toString()).read();
    }

    /** The API has no list of labeling tasks. */
    private static List<FlowObject> withoutLabelingTasks(ProjectSnapshot project) {
        return project.objects().stream()
                .filter(object -> object.kind() != ObjectKind.LABELING_TASK)
                .toList();
    }

    private static byte[] zip(ProjectSnapshot project) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ExportZip.write(project, bytes);
        return bytes.toByteArray();
    }
}
