package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.block.BlockReference;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import io.blockyard.iac.Plan.AttributeChange;
import io.blockyard.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every attribute that a plan can name is set as it says, seen when somebody changes it, and let go when it goes. */
class AttributesTest extends PlansOnSandbox {

    private static final String DESCRIBED = MiniBlock.FIRST
            .replace(
                    "type: managed, format_type: csv",
                    "type: managed, description: Extra, tags: [b, a], params: {x: 1, y: 2}")
            .replace(
                    "- {name: copy, type: sync, inputs: [raw], outputs: [extra]}",
                    "- {name: copy, type: python, inputs: [raw], outputs: [extra], code: pass, description: Copies,"
                            + " params: {k: {a: 1, b: 2}}}");

    @TempDir
    Path blocks;

    private BlockRegistry registry = BLOCKS;

    @Override
    BlockRegistry registry() {
        return (BlockReference reference) -> registry.resolve(reference);
    }

    @BeforeEach
    void block() {
        registry = new MiniBlock(blocks);
    }

    @Test
    void whatIsMovedToAnotherZoneStandsThere() {
        approveAndApply(plan(MiniBlock.FIRST));
        var before = members("One");
        assertThat(before).contains("one_make_mid", "one_MID", "one_OUT");

        var moving = plan(MiniBlock.FIRST.replace("zone_name: One", "zone_name: Two"));
        assertThat(body(moving).operations())
                .filteredOn(change -> change.address().equals("recipe.MINI_K.one_make_mid"))
                .singleElement()
                .satisfies(change -> assertThat(change.attributeChanges())
                        .extracting(AttributeChange::path)
                        .containsExactly("zone"));
        approveAndApply(moving);
        assertThat(members("Two")).containsExactlyInAnyOrderElementsOf(before);
        assertThat(snapshot().zones()).extracting(ProjectSnapshot.Zone::name).doesNotContain("One");
        assertThat(plan(MiniBlock.FIRST.replace("zone_name: One", "zone_name: Two"))
                        .state())
                .isEqualTo(PlanState.NO_CHANGES);
    }

    @Test
    void whateverSomebodyChangesIsSeenAndBroughtBack() {
        approveAndApply(plan(DESCRIBED));
        var project = client().project("MINI_K");
        project.changeMetadata(metadata -> metadata.put("description", "by hand"));
        var variables = project.variables();
        ((ObjectNode) variables.path("standard")).put("level", "by hand").put("theirs", "stays");
        project.putVariables(variables);
        project.addItems("default", List.of(new ZoneItem("RECIPE", "one_sort_out", "")));
        var folders = project.flowObjects(ObjectKind.MANAGED_FOLDER);
        var folder = folders.idOf("one_reports").orElseThrow();
        folders.put(
                folder, JsonMapper.shared().readValue("{\"params\":{\"connection\":\"by_hand\"}}", ObjectNode.class));
        edit(project, "extra");

        assertThat(deployments.drift(VIEWER, "sandbox", "MINI_K"))
                .flatExtracting(drift -> drift.changes().stream()
                        .map(change -> drift.address() + " " + change.path())
                        .toList())
                .contains(
                        "project.MINI_K description",
                        "project.MINI_K variables.level",
                        "recipe.MINI_K.one_sort_out zone",
                        "folder.MINI_K.one_reports connection",
                        "dataset.MINI_K.extra description",
                        "dataset.MINI_K.extra tags",
                        "dataset.MINI_K.extra params.x")
                .doesNotContain("project.MINI_K variables.theirs");
        approveAndApply(plan(DESCRIBED));
        assertThat(deployments.drift(VIEWER, "sandbox", "MINI_K")).isEmpty();
        assertThat(project.variables().path("standard").toString())
                .isEqualTo("{\"level\":\"low\",\"theirs\":\"stays\"}");
        assertThat(members("One")).contains("one_sort_out");
        assertThat(folders.find(folder)
                        .orElseThrow()
                        .path("params")
                        .path("connection")
                        .asString())
                .isNotEqualTo("by_hand");
    }

    @Test
    void whatTheConfigurationLetsGoGoesAndWhatPeopleSetStays() {
        approveAndApply(plan(DESCRIBED));
        var project = client().project("MINI_K");
        var recipe = project.recipe("copy").orElseThrow();
        assertThat(recipe.document().path("params").has("envSelection")).isTrue();
        var theirs = recipe.document().deepCopy();
        ((ObjectNode) theirs.path("params")).putObject("envSelection").put("envMode", "EXPLICIT_ENV");
        ((ObjectNode) theirs.path("params").path("k")).put("theirs", true);
        project.putRecipe("copy", theirs, recipe.payload());

        approveAndApply(plan(DESCRIBED
                .replace("description: Extra, tags: [b, a], params: {x: 1, y: 2}", "params: {x: 3}")
                .replace("description: Copies, params: {k: {a: 1, b: 2}}", "params: {k: {a: 5}}")));
        var now = project.recipe("copy").orElseThrow().document();
        assertThat(now.path("params").path("k").toString()).isEqualTo("{\"a\":5,\"theirs\":true}");
        assertThat(now.path("params").path("envSelection").path("envMode").asString())
                .isEqualTo("EXPLICIT_ENV");
        assertThat(now.path("shortDesc").asString("")).isEmpty();
        var extra = project.dataset("extra").orElseThrow();
        assertThat(extra.path("params").path("x").asInt()).isEqualTo(3);
        assertThat(extra.path("params").has("y")).isFalse();
        assertThat(extra.path("shortDesc").asString("") + extra.path("tags")).isEqualTo("[]");
    }

    @Test
    void settingsColumnsAndFormatsThatGoAreGone() {
        var said = DESCRIBED
                .replace("params: {x: 1, y: 2}", "format_type: parquet, schema: [{name: c, type: string}]")
                .replace("params: {k: {a: 1, b: 2}}", "settings: {x: 1, keep: {ours: 1, dropped: 2}}");
        approveAndApply(plan(said));
        var project = client().project("MINI_K");
        var recipe = project.recipe("copy").orElseThrow();
        var theirs = recipe.document().deepCopy();
        ((ObjectNode) theirs.path("keep")).put("theirs", true);
        project.putRecipe("copy", theirs, recipe.payload());
        assertThat(project.dataset("extra").orElseThrow().path("formatType").asString())
                .isEqualTo("parquet");

        approveAndApply(plan(said.replace(", format_type: parquet, schema: [{name: c, type: string}]", "")
                .replace("settings: {x: 1, keep: {ours: 1, dropped: 2}}", "settings: {keep: {ours: 3}}")));
        var now = project.recipe("copy").orElseThrow().document();
        assertThat(now.has("x")).isFalse();
        assertThat(now.path("keep").toString()).isEqualTo("{\"ours\":3,\"theirs\":true}");
        assertThat(now.path("params").path("envSelection").isObject()).isTrue();
        var extra = project.dataset("extra").orElseThrow();
        assertThat(extra.path("formatType").asString()).isEqualTo("csv");
        assertThat(extra.path("schema").path("columns")).isEmpty();
    }

    @Test
    void whatIsAdoptedIsChangedWhereTheConfigurationSaysOtherwise() {
        var theirs = client().createProject("MINI_K", "Mini", "theirs");
        var variables = theirs.variables();
        variables.putObject("standard").put("level", "theirs");
        theirs.putVariables(variables);
        var request =
                new Plans.PlanRequest(request(MiniBlock.FIRST).files(), "dev", "sandbox", Set.of("project.MINI_K"));
        var adopting = plan(request);
        assertThat(body(adopting).problems()).extracting(Problem::code).contains("plan.adopted");
        assertThat(body(adopting).changes().getFirst().attributeChanges())
                .extracting(AttributeChange::path)
                .containsExactlyInAnyOrder("description", "variables.level");
        approveAndApply(adopting);
        assertThat(theirs.variables().path("standard").path("level").asString()).isEqualTo("low");
    }

    @Test
    void whatWasToBeAdoptedBelongsToOthersAgainOnceItIsTakenBack() {
        client().createProject("MINI_K", "Theirs", "theirs");
        var adopting = plan(
                new Plans.PlanRequest(request(MiniBlock.FIRST).files(), "dev", "sandbox", Set.of("project.MINI_K")));
        var digest = body(adopting).digest();
        decisions.approve(APPROVER, adopting.id(), digest, "");
        decisions.apply(COMPOSER, adopting.id(), digest);
        assertThatThrownBy(() -> apply(adopting.id(), moment -> {
                    if (moment.equals("carried out 5")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(deployments.all(VIEWER)).hasSize(1);

        decisions.rollBack(COMPOSER, adopting.id(), "MINI_K");
        rollBack(adopting.id(), moment -> {});
        assertThat(state(adopting.id())).isEqualTo(PlanState.ROLLED_BACK);
        assertThat(snapshot().name()).isEqualTo("Theirs");
        assertThat(deployments.all(VIEWER)).isEmpty();
        assertThat(plan(MiniBlock.FIRST).state()).isEqualTo(PlanState.PLAN_FAILED);
    }

    private void edit(DssProject project, String name) {
        var dataset = project.dataset(name).orElseThrow();
        dataset.put("shortDesc", "by hand").putArray("tags").add("theirs");
        ((ObjectNode) dataset.path("params")).put("x", 7);
        project.putDataset(name, dataset);
    }

    private List<String> members(String zone) {
        return snapshot().zones().stream()
                .filter(candidate -> candidate.name().equals(zone))
                .flatMap(candidate -> candidate.items().stream())
                .map(ZoneItem::objectId)
                .toList();
    }

    private ProjectSnapshot snapshot() {
        return client().read("MINI_K");
    }
}
