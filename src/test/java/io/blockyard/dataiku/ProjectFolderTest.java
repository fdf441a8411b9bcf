package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.blockyard.SharedData;
import io.blockyard.dataiku.ProjectReader.ProjectSummary;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectFolderTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("projects")
    void readsEveryProjectWithoutAWarning(Path project) {
        var snapshot = ProjectFolder.at(project).read();

        assertThat(snapshot.warnings()).isEmpty();
        assertThat(snapshot.datasets())
                .isNotEmpty()
                .allSatisfy(dataset -> assertThat(dataset.type()).isNotEmpty());
        assertThat(snapshot.recipes())
                .isNotEmpty()
                .allSatisfy(recipe -> assertThat(recipe.outputs()).isNotEmpty());
    }

    @Test
    void noCharacterIsNul() throws IOException {
        Files.writeString(folder.resolve("params.json"), "{}");
        Files.writeString(
                folder.resolve("variables.json"), "{\"a\": \"x\\u0000y\", \"b\": \"in a path: C:\\\\u0000\"}");
        Files.createDirectories(folder.resolve("lib/python"));
        Files.writeString(folder.resolve("lib/python/a.py"), "a = 1\0\nb = '\\u0000'\n");

        var snapshot = ProjectFolder.at(folder).read();

        assertThat(snapshot.variables().at("/standard/a").asString()).isEqualTo("x\uFFFDy");
        assertThat(snapshot.variables().at("/standard/b").asString()).isEqualTo("in a path: C:\\u0000");
        assertThat(snapshot.library().values()).containsExactly("a = 1\uFFFD\nb = '\\u0000'\n");
    }

    /** As in a zip or a repository: the manifest says the key, and not the folder that somebody unpacked it to. */
    @Test
    void anUnpackedExportAmongProjectsHasItsOwnKey(@TempDir Path folder) throws IOException {
        for (var name : List.of("pumps@1", "pumps@2", "VALVES")) {
            var project = Files.createDirectories(folder.resolve(name).resolve("project_config"));
            Files.writeString(project.resolve("params.json"), "{}");
        }
        for (var name : List.of("pumps@1", "pumps@2")) {
            Files.writeString(
                    folder.resolve(name).resolve("export-manifest.json"), "{\"originalProjectKey\": \"PUMPS\"}");
        }
        var projects = new ProjectsFolder(folder);
        assertThat(projects.projects()).extracting(ProjectSummary::key).containsExactly("PUMPS", "VALVES", "pumps@2");
        assertThat(projects.read("PUMPS").key()).isEqualTo("PUMPS");
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> projects.read("pumps@1"));
    }

    @Test
    void saysThatAFolderMayNotBeRead(@TempDir Path locked) throws IOException {
        var inside = Files.createDirectory(locked.resolve("inside"));
        Files.writeString(Files.createDirectory(inside.resolve("P")).resolve("params.json"), "{}");
        Assumptions.assumeTrue(inside.toFile().setReadable(false, false));
        Assumptions.assumeFalse(Files.isReadable(inside), "whoever runs this may read everything");
        try {
            for (var reading : List.<ThrowingCallable>of(
                    () -> ProjectReaders.folder(inside),
                    () -> ProjectFolder.at(inside),
                    () -> new ProjectsFolder(inside).names())) {
                assertThatExceptionOfType(ProblemException.class)
                        .isThrownBy(reading)
                        .withMessageContaining("access is denied")
                        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ProblemException.Kind.SETTINGS));
            }
        } finally {
            assertThat(inside.toFile().setReadable(true, true)).isTrue();
        }
    }

    @Test
    void followsALinkThatAPersonNamesAndNoneBelow() throws IOException {
        var projects = Files.createDirectory(folder.resolve("projects"));
        var project =
                Files.createDirectories(folder.resolve("release-7/datasets")).getParent();
        Files.writeString(project.resolve("params.json"), "{\"name\": \"Pumps\"}");
        Files.writeString(project.resolve("datasets/readings.json"), "{\"type\": \"Filesystem\"}");
        var current = Files.createSymbolicLink(projects.resolve("current"), project);

        assertThat(ProjectFolder.at(current, "PUMPS").read())
                .isEqualTo(ProjectFolder.at(project, "PUMPS").read());
        assertThat(ProjectFolder.at(current, "PUMPS").read().datasets()).hasSize(1);
        assertThat(new ProjectsFolder(projects).names()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void writesWhatItRead(Path project) {
        var snapshot = ProjectFolder.at(project).read();
        var files = ProjectFiles.write(snapshot);

        assertThat(ProjectFiles.read(snapshot.key(), files)).isEqualTo(snapshot);
        assertThat(ProjectFiles.write(ProjectFiles.read(snapshot.key(), files))).isEqualTo(files);
    }

    static Stream<Named<Path>> projects() {
        return RealProjects.all();
    }

    @Test
    void takesThePayloadByTheRecipesTypeAndLeavesAStaleOneAside() {
        var files = Map.of(
                "params.json", "{\"name\": \"P\"}",
                "recipes/clean.json", "{\"type\": \"python\"}",
                "recipes/clean.shaker", "{\"steps\": []}",
                "recipes/clean.py", "print('current')",
                "recipes/ask.v2.json", "{\"type\": \"sql_query\"}",
                "recipes/ask.v2.sql", "select 1",
                "recipes/copy.json", "{\"type\": \"sync\"}");

        var snapshot = ProjectFiles.read("P", files);

        assertThat(snapshot.recipes())
                .extracting(ProjectSnapshot.Recipe::name, ProjectSnapshot.Recipe::payload)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ask.v2", "select 1"),
                        org.assertj.core.groups.Tuple.tuple("clean", "print('current')"),
                        org.assertj.core.groups.Tuple.tuple("copy", ""));
    }

    @Test
    void keepsUnknownFieldsAndReadsRolesWithTheMainOneFirst() {
        var snapshot = ProjectFiles.read(
                "P",
                Map.of(
                        "params.json",
                        "{\"name\": \"Pumps\", \"shortDesc\": \"short\", \"description\": \"long\", \"fromTheFuture\": [1]}",
                        "recipes/score.json",
                        """
                        {"type": "prediction_scoring", "oddity": {"a": null},
                         "inputs": {"model": {"items": [{"ref": "m1"}]}, "main": {"items": [{"ref": "OTHER.readings"}]}},
                         "outputs": {"main": {"items": [{"ref": "scored"}]}}}"""));

        assertThat(snapshot.name()).isEqualTo("Pumps");
        assertThat(snapshot.description()).isEqualTo("short");
        assertThat(snapshot.params().path("fromTheFuture").get(0).intValue()).isEqualTo(1);
        var recipe = snapshot.recipe("score").orElseThrow();
        assertThat(recipe.document().path("oddity").path("a").isNull()).isTrue();
        assertThat(recipe.inputs())
                .containsExactly(new RecipeItem("main", "OTHER.readings"), new RecipeItem("model", "m1"));
    }

    @Test
    void saysWhatIsMalformedAndReadsTheRest() throws IOException {
        write("params.json", "{\"name\": \"P\"}");
        write("datasets/good.json", "{\"type\": \"Filesystem\"}");
        write("datasets/broken.json", "{\"type\": \n  oops}");
        write("datasets/list.json", "[]");
        Files.write(Files.createDirectories(folder.resolve("lib/python")).resolve("bad.py"), new byte[] {(byte) 0xff});

        var snapshot = ProjectFolder.at(folder, "P").read();

        assertThat(snapshot.datasets())
                .extracting(ProjectSnapshot.Dataset::name)
                .containsExactly("good");
        assertThat(snapshot.warnings())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("datasets/broken.json", "datasets/list.json", "lib/python/bad.py");
        assertThat(snapshot.warnings())
                .filteredOn(warning -> warning.path().equals("datasets/broken.json"))
                .first()
                .extracting(Problem::line)
                .isEqualTo(2);
    }

    @Test
    void readsTheWikiInTheOrderOfItsTree() throws IOException {
        write("params.json", "{}");
        write("wiki/taxonomy.json", """
                {"homeArticleId": "7", "taxonomy": [{"id": "2", "children": [{"id": "gone", "children":
                  [{"id": "7", "children": []}]}]}]}""");
        write("wiki/articles/2.json", "{\"name\": \"Guide\"}");
        write("wiki/articles/2.md", "# Guide\n");
        write("wiki/articles/7.json", "{\"name\": \"Détails\"}");
        write("wiki/articles/10.json", "{\"name\": \"Forgotten\"}");
        write("wiki/articles/9.json", "{\"name\": \"Forgotten too\"}");

        var snapshot = ProjectFolder.at(folder, "P").read();

        assertThat(snapshot.wikiHome()).isEqualTo("7");
        assertThat(snapshot.wiki()).extracting(WikiArticle::id).containsExactly("2", "7", "9", "10");
        assertThat(snapshot.wiki()).extracting(WikiArticle::parent).containsExactly("", "2", "", "");
        assertThat(snapshot.wiki().getFirst().markdown()).isEqualTo("# Guide\n");
    }

    @Test
    void doesNotFollowLinksOutOfTheProject() throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        var project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve("params.json"), "{}");
        Files.createSymbolicLink(Files.createDirectory(project.resolve("lib")).resolve("leak.py"), secret);

        assertThat(ProjectFolder.at(project, "P").read().library()).isEmpty();
    }

    @Test
    void refusesAFolderThatIsNoProjectAndPointsAtThoseInside() throws IOException {
        write("PUMPS/params.json", "{}");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ProjectFolder.at(folder, "P"))
                .satisfies(refusal -> {
                    assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.INVALID);
                    assertThat(refusal.problems().getFirst().related())
                            .containsExactly(folder.resolve("PUMPS").toString());
                });
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ProjectFolder.at(folder.resolve("nowhere"), "P"))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.NOT_FOUND));
    }

    @Test
    void offersKeysThatLookAlike() throws IOException {
        write("PUMPS/params.json", "{}");
        write("VALVES/params.json", "{}");
        write("notes.txt", "not a project");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new ProjectsFolder(folder).read("PUMP"))
                .satisfies(refusal -> {
                    assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.NOT_FOUND);
                    assertThat(refusal.problems().getFirst().related()).containsExactly("PUMPS");
                    assertThat(refusal).hasMessageContaining("PUMP").hasMessageContaining(folder.toString());
                });
    }

    @Test
    void takesTheKeyOfAnExportFromItsManifest() {
        var projects = SharedData.path("data/dss-projects");
        assumeThat(projects).as("public projects beside the checkout").isPresent();

        var snapshot = ProjectFolder.at(projects.orElseThrow().resolve("export_titanic_mit"))
                .read();

        assertThat(snapshot.key()).isEqualTo("TITANICDATAIKU");
        assertThat(snapshot.zones()).isEmpty();
        assertThat(snapshot.recipes()).isNotEmpty();
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
