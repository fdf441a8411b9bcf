package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.problem.ProblemException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writing over HTTP, and what the folder holds then. */
class DssProjectTest {

    @TempDir
    Path projects;

    private Sandbox sandbox;
    private DssClient dss;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.local(projects, "secret"));
        dss = new DssClient(sandbox.address(), "secret");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void copiesASampleWholeAndReadsItBack() {
        var sample = new ProjectsFolder(RealProjects.SAMPLES).read("COMPRESSOR_MONITORING");
        var project = dss.createProject("COPY", sample.name(), "");
        copy(sample, project);

        var copied = ProjectFolder.at(projects.resolve("COPY"), "COPY").read();

        assertThat(copied.warnings()).isEmpty();
        assertThat(copied).isEqualTo(dss.read("COPY"));
        assertThat(copied.datasets())
                .extracting(Dataset::columns)
                .isEqualTo(sample.datasets().stream().map(Dataset::columns).toList());
        assertThat(copied.recipes())
                .extracting(Recipe::name, Recipe::type, Recipe::payload, Recipe::inputs, Recipe::outputs)
                .containsExactlyElementsOf(sample.recipes().stream()
                        .map(r -> org.assertj.core.groups.Tuple.tuple(
                                r.name(), r.type(), r.payload(), r.inputs(), r.outputs()))
                        .toList());
        assertThat(copied.library()).isEqualTo(sample.library());
        assertThat(copied.variables()).isEqualTo(sample.variables());
        assertThat(copied.wiki())
                .extracting(WikiArticle::name)
                .isEqualTo(sample.wiki().stream().map(WikiArticle::name).toList());
        assertThat(copied.wiki())
                .extracting(WikiArticle::markdown)
                .isEqualTo(sample.wiki().stream().map(WikiArticle::markdown).toList());
        for (var zone : sample.zones()) {
            var twin = copied.zones().stream()
                    .filter(z -> z.name().equals(zone.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(twin.items()).as(zone.name()).hasSameElementsAs(zone.items());
        }
    }

    /** Managed folders get other ids, therefore the copy keeps to what has none: the sample's one folder is copied by file. */
    private void copy(ProjectSnapshot sample, DssProject project) {
        sample.objects().forEach(object -> {
            try {
                var file =
                        projects.resolve("COPY").resolve(object.kind().folder()).resolve(object.id() + ".json");
                Files.createDirectories(file.getParent());
                Files.writeString(file, ProjectFiles.text(object.document()));
            } catch (java.io.IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        });
        sample.datasets().forEach(dataset -> project.createDataset(dataset.name(), dataset.document()));
        sample.recipes().forEach(project::createRecipe);
        project.putVariables(sample.variables());
        sample.library().forEach(project.library()::put);
        for (var zone : sample.zones()) {
            if (!zone.isDefault()) {
                project.addItems(text(project.createZone(zone.name(), zone.color()), "id"), zone.items());
            }
        }
        var ids = new HashMap<String, String>();
        ids.put("", "");
        for (var article : sample.wiki()) {
            ids.put(article.id(), project.wiki().create(article.name(), ids.get(article.parent()), article.markdown()));
        }
        sample.zones().stream()
                .filter(ProjectSnapshot.Zone::isDefault)
                .forEach(zone -> project.putZone("default", zone.document()));
    }

    @Test
    void createsAManagedDatasetWithAFormatAndASchema() {
        var project = dss.createProject("P", "P", "");
        project.createManagedDataset("READINGS", "filesystem_managed", "PARQUET_HIVE");
        project.putSchema(
                "READINGS", json("{\"columns\": [{\"name\": \"t\", \"type\": \"date\"}], \"userModified\": true}"));

        var dataset = dss.read("P").dataset("READINGS").orElseThrow();

        assertThat(dataset.managed()).isTrue();
        assertThat(dataset.connection()).isEqualTo("filesystem_managed");
        assertThat(dataset.document().path("formatType").stringValue()).isEqualTo("parquet");
        assertThat(dataset.columns())
                .extracting(ProjectSnapshot.SchemaColumn::name)
                .containsExactly("t");
    }

    @Test
    void keepsARecipeAndItsOutputsInOneZone() {
        var project = dss.createProject("P", "P", "");
        List.of("a", "b", "c").forEach(name -> project.createManagedDataset(name, "filesystem_managed", ""));
        project.createRecipe(Recipe.of(
                "make",
                json("{\"type\": \"python\", \"inputs\": {\"main\": {\"items\": [{\"ref\": \"a\"}]}},"
                        + " \"outputs\": {\"main\": {\"items\": [{\"ref\": \"b\"}, {\"ref\": \"c\"}]}}}"),
                "pass\n"));
        var one = text(project.createZone("One", "#2ab1ac"), "id");
        var two = text(project.createZone("Two", "#C82423"), "id");

        project.addItems(one, List.of(new ZoneItem("DATASET", "b", "")));
        assertThat(items(one)).containsExactlyInAnyOrder("make", "b", "c");

        project.addItems(two, List.of(new ZoneItem("RECIPE", "make", "")));
        assertThat(items(one)).isEmpty();
        assertThat(items(two)).containsExactlyInAnyOrder("make", "b", "c");

        project.deleteZone(two);
        assertThat(dss.read("P").zones())
                .extracting(ProjectSnapshot.Zone::id)
                .containsExactlyInAnyOrder(one, "default");
    }

    @Test
    void derivesAJoinFromItsVirtualInputs() {
        var project = dss.createProject("P", "P", "");
        List.of("left", "right", "both").forEach(name -> project.createManagedDataset(name, "filesystem_managed", ""));

        var name = project.createRecipe(Recipe.of(
                "join_them",
                json(
                        "{\"type\": \"join\", \"inputs\": {\"main\": {\"items\": [{\"ref\": \"left\"}, {\"ref\": \"right\"}]}},"
                                + " \"outputs\": {\"main\": {\"items\": [{\"ref\": \"both\"}]}}}"),
                "{\"virtualInputs\": [{\"index\": 0}, {\"index\": 1}], \"joins\": []}"));

        var recipe = project.recipe(name).orElseThrow();
        assertThat(recipe.inputs()).extracting(ProjectSnapshot.RecipeItem::ref).containsExactly("left", "right");
        assertThat(recipe.payload()).contains("virtualInputs");
    }

    @Test
    void countsAVersionForNewCodeAndNoneForTheSame() {
        var project = dss.createProject("P", "P", "");
        project.createManagedDataset("out", "filesystem_managed", "");
        project.createRecipe(Recipe.of(
                "make",
                json("{\"type\": \"python\", \"tags\": [\"b\", \"a\"], \"inputs\": {},"
                        + " \"outputs\": {\"main\": {\"items\": [{\"ref\": \"out\"}]}}}"),
                "x = 1\n"));
        var before = project.recipe("make").orElseThrow();
        assertThat(before.tags()).containsExactly("a", "b");

        project.putRecipe("make", before.document(), "x = 1\n");
        assertThat(version(project)).isEqualTo(version(before));

        project.putRecipe("make", before.document(), "x = 2\n");
        assertThat(version(project)).isEqualTo(version(before) + 1);
        assertThat(project.recipe("make").orElseThrow().payload()).isEqualTo("x = 2\n");
    }

    private static int version(DssProject project) {
        return version(project.recipe("make").orElseThrow());
    }

    private static int version(Recipe recipe) {
        return recipe.document().path("versionTag").path("versionNumber").intValue();
    }

    @Test
    void writesConcurrentlyWithoutLosingAnything() throws Exception {
        var project = dss.createProject("P", "P", "");
        var zone = text(project.createZone("Zone", "#2ab1ac"), "id");
        try (var parallel = new Parallel(8)) {
            parallel.each(IntStream.range(0, 60).boxed().toList(), number -> {
                project.createManagedDataset("d" + number, "filesystem_managed", "");
                project.addItems(zone, List.of(new ZoneItem("DATASET", "d" + number, "")));
                project.library().put("python/pack/m" + number + ".py", "x = " + number + "\n");
                return number;
            });
        }

        var snapshot = ProjectFolder.at(projects.resolve("P"), "P").read();
        assertThat(snapshot.datasets()).hasSize(60);
        assertThat(items(zone)).hasSize(60);
        assertThat(snapshot.library()).hasSize(60);
        try (var files = Files.list(projects.resolve("P"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void writesAndDeletesLibraryFilesWithAnyName() {
        var project = dss.createProject("P", "P", "");
        project.library().put("python/pompe à chaleur/50%.py", "# é\n");

        assertThat(project.library().files()).containsExactly("python/pompe à chaleur/50%.py");
        assertThat(project.library().file("python/pompe à chaleur/50%.py")).contains("# é\n");
        project.library().delete("python/pompe à chaleur/50%.py");
        assertThat(project.library().file("python/pompe à chaleur/50%.py")).isEmpty();
    }

    @Test
    void saysWhichProjectsLookAlike() {
        dss.createProject("PUMPS", "Pumps", "");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> dss.read("PUMP"))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(ProblemException.Kind.NOT_FOUND);
                    assertThat(failure.problems().getFirst().related()).containsExactly("PUMPS");
                    assertThat(failure).hasMessageContaining(sandbox.address().toString());
                });
    }

    @Test
    void refusesAWrongKeyAndKeepsItToItself() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new DssClient(sandbox.address(), "wrong-key").projects())
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ProblemException.Kind.SETTINGS))
                .withMessageContaining("refuses the API key")
                .withMessageNotContaining("wrong-key");
    }

    @Test
    void saysThatNothingListens() {
        sandbox.close();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new DssClient(sandbox.address(), "secret", DssClient.Patience.brief()).projects())
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ProblemException.Kind.REMOTE))
                .withMessageContaining(sandbox.address().toString())
                .withMessageContaining("nothing listens there");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new DssClient(URI.create("ftp://x"), "secret"))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ProblemException.Kind.INVALID));
    }

    private List<String> items(String zone) {
        return dss.read("P").zones().stream()
                .filter(candidate -> candidate.id().equals(zone))
                .flatMap(found -> found.items().stream())
                .map(ZoneItem::objectId)
                .toList();
    }

    private static String text(ObjectNode document, String field) {
        return document.path(field).stringValue();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
