package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.SharedData;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks with saved models, evaluation stores and knowledge banks, which DSS makes only of an imported project. */
class ImportedObjectsTest extends PlansOnSandbox {

    /** One block trains and evaluates a model and fills a bank, the other scores with the model. */
    private static final String TWO_BLOCKS = """
            version: "1.0"
            project: {key: CHURN, name: Churn watch}
            blocks:
              - ref: BLOCKS_REGISTRY/LEARNING@1.0.0
                instance_name: learn
                zone_name: Learning
                inputs: {CUSTOMERS: customers}
                outputs: {Churn model: churn_model}
              - ref: BLOCKS_REGISTRY/SCORING@1.0.0
                instance_name: score
                zone_name: Scoring
                inputs: {CUSTOMERS: customers, Churn model: churn_model}
                outputs: {SCORED: scored}
            datasets:
              - {name: customers, type: filesystem, connection: filesystem_managed, path: /customers, format_type: csv}
            """;

    private static final String WITHOUT_MODELS = """
            version: "1.0"
            project: {key: CHURN, name: Churn watch}
            datasets:
              - {name: customers, type: filesystem, connection: filesystem_managed, path: /customers, format_type: csv}
            """;

    private static final List<String> OBJECTS = List.of(
            "model.CHURN.churn_model", "evaluation_store.CHURN.learn_Quality", "knowledge_bank.CHURN.learn_Notes");

    private static SampleBlocks own;

    @BeforeAll
    static void blocks(@TempDir Path folder) throws Exception {
        write(folder, "params.json", "{\"name\": \"Source\"}");
        dataset(folder, "CUSTOMERS");
        dataset(folder, "SCORED");
        write(folder, "saved_models/Mod3lAbc.json", """
                {"name": "Churn model", "savedModelType": "DSS_MANAGED", "activeVersion": "1741262966145",
                 "miniTask": {"taskType": "PREDICTION", "targetVariable": "churned"}, "datasetSmartName": "CUSTOMERS"}""");
        write(folder, "model_evaluation_stores/Ev4lSt0r.json", "{\"name\": \"Quality\"}");
        write(folder, "knowledge-banks/Kn0wBank.json", "{\"name\": \"Notes\", \"vectorStoreType\": \"CHROMA\"}");
        recipe(folder, "train", "prediction_training", "main:CUSTOMERS", "main:Mod3lAbc");
        recipe(folder, "judge", "evaluation", "main:CUSTOMERS model:Mod3lAbc", "evaluationStore:Ev4lSt0r");
        recipe(folder, "embed", "embed_documents", "main:CUSTOMERS", "knowledge_bank:Kn0wBank");
        recipe(folder, "score", "prediction_scoring", "main:CUSTOMERS model:Mod3lAbc", "main:SCORED");
        recipe(folder, "explain", "python", "main:CUSTOMERS model:Mod3lAbc", "main:EXPLAINED");
        dataset(folder, "EXPLAINED");
        write(folder, "recipes/explain.py", "import dataiku\nmodel = dataiku.Model('Mod3lAbc')\n");
        zone(folder, "one", "Learning", "train", "judge", "embed");
        zone(folder, "two", "Scoring", "score", "explain");
        own = new SampleBlocks(folder.getParent(), folder.getFileName().toString());
    }

    private BlockRegistry registry = own;

    @Override
    BlockRegistry registry() {
        return registry;
    }

    @Test
    void aNewProjectIsMadeOfAnImportAndThenCallByCall() {
        var planned = plan(TWO_BLOCKS);
        assertThat(body(planned).changes())
                .extracting(Plan.ResourceChange::address)
                .containsAll(OBJECTS);
        assertThat(body(planned).problems()).extracting(Problem::code).contains("plan.object-without-content");

        approveAndApply(planned);

        assertThat(plans.get(VIEWER, planned.id()).problems()).isEmpty();
        assertThat(state(planned.id())).isEqualTo(PlanState.APPLIED);
        var project = client().read("CHURN");
        assertThat(project.name()).isEqualTo("Churn watch");
        var model = object(project, ObjectKind.SAVED_MODEL, "churn_model");
        assertThat(model.document().path("datasetSmartName").asString()).isEqualTo("customers");
        assertThat(model.document().has("activeVersion")).isFalse();
        assertThat(inputs(project, "score_score")).contains(new RecipeItem("model", model.id()));
        assertThat(project.recipe("learn_train").orElseThrow().outputs())
                .containsExactly(new RecipeItem("main", model.id()));
        assertThat(project.recipe("learn_judge").orElseThrow().outputs())
                .containsExactly(new RecipeItem(
                        "evaluationStore",
                        object(project, ObjectKind.EVALUATION_STORE, "learn_Quality")
                                .id()));
        assertThat(project.recipe("score_explain").orElseThrow().payload()).contains("Model('" + model.id() + "')");
        assertThat(project.zones().stream()
                        .filter(zone -> zone.name().equals("Learning"))
                        .flatMap(zone -> zone.items().stream())
                        .map(ProjectSnapshot.ZoneItem::objectId))
                .contains(model.id());
        assertThat(plan(TWO_BLOCKS).state()).isEqualTo(PlanState.NO_CHANGES);
    }

    @Test
    void twoInstancesOfOneBlockHaveModelsOfTheirOwn() {
        var twice = TWO_BLOCKS.replace("blocks:\n", """
                blocks:
                  - ref: BLOCKS_REGISTRY/LEARNING@1.0.0
                    instance_name: other
                    inputs: {CUSTOMERS: customers}
                """);
        approveAndApply(plan(twice));
        assertThat(client().read("CHURN").objects())
                .filteredOn(object -> object.kind() == ObjectKind.SAVED_MODEL)
                .extracting(FlowObject::name)
                .containsExactlyInAnyOrder("churn_model", "other_Churn model");
    }

    /** The import is over before anybody could write so down; whoever goes on finds what it made. */
    @Test
    void aCrashAroundTheImportIsSurvived() {
        for (var moment : List.of("started 1", "carried out 1", "before 2")) {
            var planned = approvedAndQueued(TWO_BLOCKS);
            assertThatThrownBy(() -> apply(planned.id(), now -> {
                        if (now.equals(moment)) {
                            throw new Crash(now);
                        }
                    }))
                    .isInstanceOf(Crash.class);
            apply(planned.id());
            assertThat(state(planned.id())).isEqualTo(PlanState.APPLIED);
            assertThat(client().read("CHURN").objects()).hasSize(3);
            client().project("CHURN").delete(true);
            tasks.close();
            newDatabase();
        }
    }

    @Test
    void anApplyThatStoppedIsRolledBackWithTheWholeProject() {
        var planned = approvedAndQueued(TWO_BLOCKS);
        assertThatThrownBy(() -> apply(planned.id(), moment -> {
                    if (moment.equals("before 5")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .hasMessage("before 5");
        decisions.rollBack(COMPOSER, planned.id(), "CHURN");
        rollBack(planned.id(), moment -> {});
        assertThat(state(planned.id())).isEqualTo(PlanState.ROLLED_BACK);
        assertThat(client().hasProject("CHURN")).isFalse();
    }

    @Test
    void aModelThatAnImportDidNotBringStopsTheApply() {
        var planned = approvedAndQueued(TWO_BLOCKS);
        assertThatThrownBy(() -> apply(planned.id(), moment -> {
                    if (moment.equals("carried out 1")) {
                        var models = client().project("CHURN").flowObjects(ObjectKind.SAVED_MODEL);
                        models.delete(models.idOf("churn_model").orElseThrow());
                    }
                }))
                .hasMessageContaining("did not come with the import");
        assertThat(state(planned.id())).isEqualTo(PlanState.PARTIALLY_APPLIED);
    }

    @Test
    void aProjectThatExistsGetsNoneAndThePlanSaysWhich() {
        approveAndApply(plan(WITHOUT_MODELS));
        var refused = plan(TWO_BLOCKS);
        assertThat(refused.state()).isEqualTo(PlanState.PLAN_FAILED);
        assertThat(refused.problems()).extracting(Problem::path).containsExactlyInAnyOrderElementsOf(OBJECTS);
        assertThat(refused.problems())
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("saved model “churn_model”"))
                .anyMatch(message -> message.contains("evaluation store"))
                .anyMatch(message -> message.contains("knowledge bank"));
    }

    @Test
    void anInstanceThatGoesTakesItsModelsAlong() {
        approveAndApply(plan(TWO_BLOCKS));
        approveAndApply(plan(WITHOUT_MODELS));
        assertThat(client().read("CHURN").objects()).isEmpty();
        assertThat(client().read("CHURN").recipes()).isEmpty();
    }

    /** A zone of a public project that trains a model and scores with it. */
    @Test
    void aRealProjectsModelIsBrought() {
        registry = new SampleBlocks(SharedData.require("data/dss-projects"), "loan_advisor");
        tasks.close();
        newDatabase();
        var planned = plan("""
                version: "1.0"
                project: {key: LOANS}
                target: {default_connection: filesystem_managed, connections: {%s}}
                blocks:
                  - ref: BLOCKS_REGISTRY/TRAIN_MODEL_TO_PREDICT_LOAN_DEFAULTING@1.0.0
                    instance_name: defaulting
                    inputs: {Customers_and_Loan: loans}
                datasets:
                  - {name: loans, type: managed}
                """.formatted(mapped()));
        approveAndApply(planned);
        assertThat(state(planned.id())).isEqualTo(PlanState.APPLIED);
        var project = client().read("LOANS");
        var model = object(project, ObjectKind.SAVED_MODEL, "defaulting_Predict Default (binary)");
        assertThat(model.document().path("contentType").asString()).isEqualTo("prediction/py_memory");
        assertThat(inputs(project, "defaulting_score_Unlabeled")).contains(new RecipeItem("model", model.id()));
    }

    private String mapped() {
        var connections = new ArrayList<String>();
        for (var dataset : registry.resolve(io.blockyard.block.BlockReference.parse(
                        "BLOCKS_REGISTRY/TRAIN_MODEL_TO_PREDICT_LOAN_DEFAULTING@1.0.0"))
                .definition()
                .datasets()) {
            if (!dataset.connection().isEmpty()) {
                connections.add("\"" + dataset.connection() + "\": filesystem_managed");
            }
        }
        return String.join(", ", connections.stream().distinct().toList());
    }

    private static List<RecipeItem> inputs(ProjectSnapshot project, String recipe) {
        return project.recipe(recipe).orElseThrow().inputs();
    }

    private static FlowObject object(ProjectSnapshot project, ObjectKind kind, String name) {
        return project.objects().stream()
                .filter(object -> object.kind() == kind && object.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " " + name + " of " + project.objects()));
    }

    private static void dataset(Path folder, String name) throws Exception {
        write(folder, "datasets/" + name + ".json", """
                {"type": "Filesystem", "managed": true, "params": {"connection": "filesystem_managed"},
                 "schema": {"columns": [{"name": "id", "type": "string"}]}}""");
    }

    /** @param inputs and outputs as {@code ROLE:REF}, divided by blanks */
    private static void recipe(Path folder, String name, String type, String inputs, String outputs) throws Exception {
        write(
                folder,
                "recipes/" + name + ".json",
                "{\"type\": \"%s\", \"inputs\": %s, \"outputs\": %s}".formatted(type, roles(inputs), roles(outputs)));
    }

    private static String roles(String items) {
        var roles = new ArrayList<String>();
        for (var item : items.split(" ")) {
            var parts = item.split(":");
            roles.add("\"" + parts[0] + "\": {\"items\": [{\"ref\": \"" + parts[1] + "\"}]}");
        }
        return "{" + String.join(", ", roles) + "}";
    }

    private static void zone(Path folder, String id, String name, String... recipes) throws Exception {
        var items = new ArrayList<String>();
        for (var recipe : recipes) {
            items.add("{\"objectId\": \"" + recipe + "\", \"objectType\": \"RECIPE\"}");
        }
        write(folder, "zones/" + id + ".json", "{\"name\": \"%s\", \"items\": %s}".formatted(name, items));
    }

    private static void write(Path folder, String path, String text) throws Exception {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
