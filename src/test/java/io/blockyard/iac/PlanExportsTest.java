package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blockyard.access.Audit;
import io.blockyard.dataiku.ProjectArchive;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.problem.ProblemException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A plan as a zip comes to the same project as the plan applied. */
class PlanExportsTest extends PlansOnSandbox {

    @Test
    void whatIsImportedIsWhatWouldHaveBeenApplied() throws Exception {
        var planned = plan(CHAIN);
        var zip = exports().zip(COMPOSER, planned.id());
        assertThat(exports().zip(COMPOSER, planned.id())).isEqualTo(zip);
        var file = keys.resolve("plant.zip");
        Files.write(file, zip);
        assertThat(new ProjectArchive(file).projects())
                .extracting(summary -> summary.key() + " " + summary.name())
                .containsExactly("PLANT_K Plant K");

        client().importProject("PLANT_K", zip, Map.of(), Map.of());
        var imported = client().read("PLANT_K");
        client().project("PLANT_K").delete(true);
        approveAndApply(planned);
        var applied = client().read("PLANT_K");

        assertThat(datasets(imported)).isEqualTo(datasets(applied));
        assertThat(recipes(imported)).isEqualTo(recipes(applied));
        assertThat(zones(imported)).isEqualTo(zones(applied));
        assertThat(imported.library()).isEqualTo(applied.library());
        assertThat(imported.variables()).isEqualTo(applied.variables());
        assertThat(imported.wiki())
                .extracting(WikiArticle::name, WikiArticle::markdown)
                .isEqualTo(applied.wiki().stream()
                        .map(article -> org.assertj.core.groups.Tuple.tuple(article.name(), article.markdown()))
                        .toList());
        assertThat(imported.objects())
                .extracting(FlowObject::name)
                .containsExactlyInAnyOrderElementsOf(
                        applied.objects().stream().map(FlowObject::name).toList());
    }

    @Test
    void onlyANewProjectWithoutSecretsBecomesAZip() {
        environments.set(ADMIN, "dev", "PASSWORD", "hunter2", true);
        var secret = plan(CHAIN.replace("name: Plant K}", "name: Plant K, description: \"{{ env.PASSWORD }}\"}"));
        refuses(secret, "PASSWORD");

        var first = plan(CHAIN);
        approveAndApply(first);
        refuses(plan(CHAIN.replace("name: Plant K}", "name: Plant K 2}")), "as a new project only");
    }

    private void refuses(Plans.StoredPlan planned, String why) {
        assertThat(planned.plan()).as("%s", planned.problems()).isNotNull();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> exports().zip(COMPOSER, planned.id()))
                .withMessageContaining(why)
                .withMessageNotContaining("hunter2");
    }

    private PlanExports exports() {
        return new PlanExports(plans, surroundings(), new Audit(database));
    }

    private static List<String> datasets(ProjectSnapshot project) {
        return project.datasets().stream()
                .map(dataset -> described(dataset) + dataset.document().path("params") + " "
                        + dataset.document().path("formatType").asString(""))
                .toList();
    }

    private static String described(Dataset dataset) {
        return dataset.name() + " " + dataset.type() + " " + dataset.managed() + " " + dataset.connection() + " "
                + dataset.columns() + " " + dataset.tags().stream().sorted().toList() + " " + dataset.description()
                + " ";
    }

    private static List<String> recipes(ProjectSnapshot project) {
        return project.recipes().stream()
                .map(recipe -> described(project, recipe))
                .toList();
    }

    private static String described(ProjectSnapshot project, Recipe recipe) {
        return recipe.name() + " " + recipe.type() + " " + items(project, recipe.inputs()) + " "
                + items(project, recipe.outputs()) + " " + recipe.payload();
    }

    private static List<String> items(ProjectSnapshot project, List<RecipeItem> items) {
        return items.stream()
                .map(item -> item.role() + " " + named(project, item.ref()))
                .toList();
    }

    private static Map<String, List<String>> zones(ProjectSnapshot project) {
        var zones = new TreeMap<String, List<String>>();
        project.zones().stream()
                .filter(zone -> !zone.isDefault())
                .forEach(zone -> zones.put(zone.name() + zone.color(), members(project, zone)));
        return zones;
    }

    private static List<String> members(ProjectSnapshot project, Zone zone) {
        return zone.items().stream()
                .map(item -> item.objectType() + " " + named(project, item.objectId()))
                .sorted()
                .toList();
    }

    private static String named(ProjectSnapshot project, String ref) {
        return project.object(ref).map(FlowObject::name).orElse(ref);
    }
}
