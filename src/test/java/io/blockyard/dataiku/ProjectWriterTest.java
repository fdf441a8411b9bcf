package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.dataiku.sandbox.LoggedRequest;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Projects written over the API, and steps done a second time. */
class ProjectWriterTest {

    @TempDir
    Path projects;

    private final List<LoggedRequest> requests = new CopyOnWriteArrayList<>();
    private Sandbox sandbox;
    private DssClient dss;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.local(projects, "key").with(requests::add));
        dss = new DssClient(sandbox.address(), "key");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void writesAProjectThatTheFolderReaderReadsBackAndOnlyAsksTheSecondTime(Path folder) {
        var original = ProjectFolder.at(folder, folder.getFileName().toString()).read();

        var target = dss.createProject("COPY", original.name(), "");

        var problems = new ProjectWriter(target).write(original);

        var copy = ProjectFolder.at(projects.resolve("COPY"), "COPY").read();
        assertThat(copy.warnings()).isEmpty();
        assertThat(copy).isEqualTo(dss.read("COPY"));
        assertThat(copy.name()).isEqualTo(original.name());
        assertThat(copy.tags()).hasSameElementsAs(original.tags());
        assertThat(copy.variables()).isEqualTo(original.variables());
        assertThat(copy.library()).isEqualTo(original.library());
        assertThat(copy.exposed()).isEqualTo(original.exposed());
        assertThat(copy.datasets())
                .extracting(Dataset::name, Dataset::type, Dataset::managed, Dataset::connection, Dataset::columns)
                .containsExactlyElementsOf(original.datasets().stream()
                        .map(d -> tuple(d.name(), d.type(), d.managed(), d.connection(), d.columns()))
                        .toList());
        assertThat(copy.wiki())
                .extracting(WikiArticle::name, WikiArticle::markdown)
                .containsExactlyElementsOf(original.wiki().stream()
                        .map(article -> tuple(article.name(), article.markdown()))
                        .toList());
        var leftOut = problems.stream().map(ProjectWriterTest::leftOut).toList();
        assertThat(copy.recipes())
                .extracting(Recipe::name, Recipe::type, Recipe::payload)
                .containsExactlyElementsOf(original.recipes().stream()
                        .filter(recipe -> !leftOut.contains(recipe.name()))
                        .map(recipe -> tuple(recipe.name(), recipe.type(), recipe.payload()))
                        .toList());
        assertThat(copy.objects())
                .extracting(FlowObject::name)
                .containsExactlyInAnyOrderElementsOf(original.objects().stream()
                        .filter(object -> !leftOut.contains(object.id()))
                        .map(FlowObject::name)
                        .toList());

        requests.clear();
        new ProjectWriter(target).write(original);
        assertThat(requests)
                .isNotEmpty()
                .extracting(request -> request.method() + " " + request.path())
                .allMatch(request -> request.startsWith("GET "));
    }

    static Stream<Named<Path>> projects() {
        return RealProjects.some();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shaker",
                "sync",
                "join",
                "vstack",
                "grouping",
                "window",
                "sort",
                "distinct",
                "topn",
                "sampling",
                "split",
                "pivot",
                "python",
                "r",
                "sql_query",
                "sql_script",
                "shell",
                "pyspark",
                "spark_sql_query",
                "fuzzyjoin",
                "geojoin",
                "generate_features",
                "upsert",
                "download",
                "export",
                "CustomCode_plugin-recipe"
            })
    void createsARecipeOfEveryType(String type) {
        var project = dss.createProject("P", "P", "");
        List.of("in", "in2", "out").forEach(name -> project.createManagedDataset(name, "filesystem_managed", ""));
        var recipe = Recipe.of(
                "make",
                (ObjectNode) JsonMapper.shared().readTree("""
                        {"type": "%s", "tags": ["gold"], "params": {"own": 1},
                         "inputs": {"main": {"items": [{"ref": "in"}, {"ref": "in2"}]}},
                         "outputs": {"main": {"items": [{"ref": "out"}]}}}""".formatted(type)),
                "{\"keys\": [{\"column\": \"k\"}]}");

        new ProjectWriter(project).write(recipe);

        var written = dss.read("P").recipe("make").orElseThrow();
        assertThat(written.type()).isEqualTo(type);
        assertThat(written.inputs()).isEqualTo(recipe.inputs());
        assertThat(written.outputs()).isEqualTo(recipe.outputs());
        assertThat(written.payload()).isEqualTo(recipe.payload());
        assertThat(written.tags()).containsExactly("gold");
        assertThat(written.document().path("params").path("own").intValue()).isEqualTo(1);
    }

    /** Two articles of one name, tags, a move; what others wrote stays. */
    @Test
    void writesArticlesWithTheirTagsAndPlaces() {
        var project = dss.createProject("WIKI", "Wiki", "");
        var theirs = project.wiki().create("Theirs", "", "by hand");
        var writer = new WikiWriter(project.wiki());
        var top = article("1", "Pumps", "", "all pumps");
        var notes = article("2", "Notes", "1", "on pumps");
        var motors = article("3", "Motors", "", "all motors");
        var others = article("4", "Notes", "3", "on motors");

        writer.write(List.of(top, notes, motors, others), "3");
        assertThat(wiki()).containsExactly("Pumps", "Pumps/Notes", "Motors", "Motors/Notes", "Theirs");
        assertThat(dss.read("WIKI").wiki())
                .filteredOn(found -> found.name().equals("Notes"))
                .extracting(WikiArticle::markdown)
                .containsExactly("on pumps", "on motors");
        assertThat(dss.read("WIKI").wiki().getFirst().document().path("tags").toString())
                .isEqualTo("[\"plant\"]");
        assertThat(project.wiki()
                        .article(dss.read("WIKI").wikiHome())
                        .orElseThrow()
                        .at("/article/name")
                        .asString())
                .isEqualTo("Motors");

        var moved = article("2", "Notes", "", "on pumps, moved");
        new WikiWriter(project.wiki()).write(List.of(top, motors, others, moved), "");
        assertThat(wiki()).containsExactly("Pumps", "Motors", "Motors/Notes", "Notes", "Theirs");
        assertThat(project.wiki().article(theirs)).isPresent();
    }

    private static WikiArticle article(String id, String name, String parent, String markdown) {
        var document = Documents.empty().put("name", name).put("layout", "WIKI_ARTICLE");
        document.putArray("tags").add("plant");
        return WikiArticle.of(id, parent, document, markdown);
    }

    private List<String> wiki() {
        var names = new HashMap<String, String>();
        var paths = new ArrayList<String>();
        for (var article : dss.read("WIKI").wiki()) {
            var parent = names.get(article.parent());
            var path = parent == null ? article.name() : parent + "/" + article.name();
            names.put(article.id(), path);
            paths.add(path);
        }
        return paths;
    }

    @Test
    void exposesAndWithdrawsOnce() {
        var project = dss.createProject("P", "P", "");
        project.expose("DATASET", "d", "OTHER");
        project.expose("DATASET", "d", "THIRD");
        requests.clear();
        project.expose("DATASET", "d", "OTHER");
        assertThat(requests).extracting(LoggedRequest::method).containsOnly("GET");
        assertThat(dss.read("P").exposed()).containsExactly("d");

        project.withdraw("DATASET", "d", "OTHER");
        assertThat(dss.read("P").exposed()).containsExactly("d");
        project.withdraw("DATASET", "d", "THIRD");
        assertThat(dss.read("P").exposed()).isEmpty();
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        var project = dss.createProject("P", "P", "");
        project.createDataset("d", (ObjectNode) JsonMapper.shared()
                .readTree("{\"type\": \"Filesystem\", \"params\": {}, \"futureField\": {\"a\": [1]}}"));

        new ProjectWriter(project).write(Dataset.of("d", (ObjectNode)
                JsonMapper.shared().readTree("{\"type\": \"Filesystem\", \"shortDesc\": \"known\"}")));

        var document = dss.read("P").dataset("d").orElseThrow().document();
        assertThat(document.path("futureField").path("a").path(0).intValue()).isEqualTo(1);
        assertThat(document.path("shortDesc").stringValue()).isEqualTo("known");
    }

    /** The id or the name of what a problem tells of: it stands in the file's name. */
    private static String leftOut(Problem problem) {
        var path = problem.path();
        return path.substring(path.lastIndexOf('/') + 1).replace(".json", "");
    }
}
