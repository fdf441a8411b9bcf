package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.block.UnsetVariables;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import io.blockyard.dataiku.credential.CredentialScan;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.problem.Problem;
import io.blockyard.problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Blocks of the samples as instances: names follow, clashes and misfits are told, every sample can be planned. */
class BlockInstancesTest {

    private static final SampleBlocks BLOCKS = new SampleBlocks(
            Path.of("samples/projects"),
            "COMPRESSOR_MONITORING",
            "CUSTOMER_RETENTION",
            "PAYMENT_FRAUD",
            "RETAIL_DEMAND",
            "WIND_FARM_YIELD");

    @Test
    void everySampleBlockCanBePlanned() {
        assertThat(BLOCKS.ids()).hasSizeGreaterThanOrEqualTo(16);
        for (String id : BLOCKS.ids()) {
            var result = plan(alone(id, "one"));
            assertThat(result.problems()).as(id).noneMatch(Problem::isError);
            var recipes = BLOCKS.block(id).manifest().contains().recipes();
            assertThat(Objects.requireNonNull(result.plan()).changes())
                    .extracting(Plan.ResourceChange::name)
                    .containsAll(recipes.stream().map(recipe -> "one_" + recipe).toList());
        }
    }

    @Test
    void twoInstancesOfOneBlockLiveTogether() {
        var result = plan(alone("VIBRATION_FEATURES", "left")
                + "  - {ref: BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0, instance_name: right, inputs: "
                + "{RAW_VIBRATION: in_RAW_VIBRATION, OPERATING_CONDITIONS: in_OPERATING_CONDITIONS}}\n");
        assertThat(result.problems()).noneMatch(Problem::isError);
        var plan = Objects.requireNonNull(result.plan());
        assertThat(plan.changes())
                .extracting(Plan.ResourceChange::address)
                .contains("recipe.P1.left_fft_analysis", "recipe.P1.right_fft_analysis")
                .doesNotHaveDuplicates();
    }

    @Test
    void aMissingInputIsToldWithItsColumns() {
        var result = plan(alone("VIBRATION_FEATURES", "one").replaceFirst("RAW_VIBRATION: in_RAW_VIBRATION,? ?", ""));
        assertThat(result.problems())
                .anySatisfy(
                        problem -> assertThat(problem.message()).contains("RAW_VIBRATION", "acceleration_g double"));
    }

    /** Its two halves do not know each other, so what comes between them may lie outside. */
    @Test
    void aFlowMayLeaveABlockAndEnterItAgain(@TempDir Path projects) {
        var blocks = twoHalves(projects);
        var yaml = """
                version: "1.0"
                project: {key: P1, name: N}
                datasets:
                  - {name: raw, type: managed}
                  - {name: again, type: managed}
                blocks:
                  - {ref: BLOCKS_REGISTRY/BOTH@1.0.0, instance_name: one, inputs: {RAW: raw, AGAIN: again},
                     outputs: {HALF: half, WHOLE: whole}}
                recipes:
                  - {name: between, type: sync, inputs: [half], outputs: [again]}
                """;
        assertThat(plan(yaml, blocks).problems()).noneMatch(Problem::isError);
        assertThat(plan(yaml.replace("inputs: [half]", "inputs: [whole]"), blocks)
                        .problems())
                .filteredOn(Problem::isError)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("again \u2192 whole \u2192 again"));
    }

    private static SampleBlocks twoHalves(Path projects) {
        try (var sandbox = Sandbox.start(SandboxOptions.local(projects, "key"))) {
            var client = new DssClient(sandbox.address(), "key");
            var project = client.createProject("HALVES", "Halves", "");
            for (var name : List.of("RAW", "AGAIN")) {
                project.createDataset(
                        name, object("{\"type\":\"Filesystem\",\"params\":{\"connection\":\"filesystem_managed\"}}"));
            }
            for (var name : List.of("HALF", "WHOLE")) {
                project.createManagedDataset(name, "filesystem_managed", "CSV_EXCEL_GZIP");
            }
            project.createRecipe(MiniBlock.recipe("first", "sync", "RAW", "HALF", ""));
            project.createRecipe(MiniBlock.recipe("second", "sync", "AGAIN", "WHOLE", ""));
            var zone = project.createZone("Both", "#000001").path("id").asString();
            project.addItems(zone, List.of(new ZoneItem("RECIPE", "first", ""), new ZoneItem("RECIPE", "second", "")));
        }
        return new SampleBlocks(projects, "HALVES");
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }

    @Test
    void anOverrideHasTheSignatureOfTheOriginal() {
        var right = override("[SMOOTHED_SIGNAL]", "[FFT_RESULTS]");
        assertThat(right.problems()).as("right").noneMatch(Problem::isError);
        var change = Objects.requireNonNull(right.plan()).changes().stream()
                .filter(candidate -> candidate.name().equals("one_fft_analysis"))
                .findFirst()
                .orElseThrow();
        assertThat(Objects.requireNonNull(change.after()).path("code").asString(""))
                .contains("dataiku.Dataset(\"one_SMOOTHED_SIGNAL\")");
        var wrong = override("[SMOOTHED_SIGNAL, RAW_VIBRATION]", "[FFT_RESULTS]");
        assertThat(wrong.problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("reads RAW_VIBRATION, SMOOTHED_SIGNAL"));
    }

    @Test
    void aPlanInWordsShowsWhatARecipeDoesAndOnlyCountsWhatBelongsToItsScreen() {
        var plan =
                Objects.requireNonNull(plan(alone("VIBRATION_FEATURES", "one")).plan());
        assertThat(PlanText.of(plan, false))
                .contains("payload.steps: [", "settings of screen and engine)")
                .contains("VIBRATION_FEATURES@1.0.0, zone one")
                .doesNotContain("vizSampling", "engineParams", "\u2192 1.0.0");
        assertThat(plan.changes().toString())
                .as("nothing is missing from the plan itself")
                .contains("vizSampling");
    }

    @Test
    void aRecipeInRFollowsTheInstancesNamesToo(@TempDir Path projects) throws IOException {
        var key = "COMPRESSOR_MONITORING";
        FileSystemUtils.copyRecursively(Path.of("samples/projects").resolve(key), projects.resolve(key));
        var recipes = projects.resolve(key).resolve("recipes");
        var document = recipes.resolve("fft_analysis.json");
        Files.writeString(
                document, Files.readString(document).replaceFirst("\"type\": *\"python\"", "\"type\": \"r\""));
        Files.delete(recipes.resolve("fft_analysis.py"));
        Files.writeString(recipes.resolve("fft_analysis.r"), """
                library(dataiku)
                dkuSourceLibR("spectra/lines.R")
                bursts <- dkuReadDataset("SMOOTHED_SIGNAL")
                dkuWriteDataset(bursts, "FFT_RESULTS")
                """);
        var library = projects.resolve(key).resolve("lib/R");
        Files.createDirectories(library.resolve("spectra"));
        Files.writeString(library.resolve("spectra/lines.R"), "dkuSourceLibR('units.R')\ndkuSourceLibR(chosen)\n");
        Files.writeString(library.resolve("units.R"), "per_minute <- 60\n");
        var result = new OfflinePlanner(Clock.systemUTC())
                .plan(new OfflinePlanner.Request(
                        Map.of("project.yml", alone("VIBRATION_FEATURES", "one")),
                        Map.of(),
                        new SampleBlocks(projects, key),
                        null,
                        false));
        var changes = Objects.requireNonNull(result.plan()).changes();
        assertThat(code(changes, "recipe.P1.one_fft_analysis", "code"))
                .contains(
                        "dkuSourceLibR(\"vibration_features_v1/spectra/lines.R\")",
                        "dkuReadDataset(\"one_SMOOTHED_SIGNAL\")",
                        "dkuWriteDataset(bursts, \"one_FFT_RESULTS\")");
        assertThat(code(changes, "library.P1.R/vibration_features_v1/spectra/lines.R", "content"))
                .isEqualTo("dkuSourceLibR('vibration_features_v1/units.R')\ndkuSourceLibR(chosen)\n");
        assertThat(result.problems())
                .filteredOn(problem -> problem.code().equals("plan.library-doubt"))
                .allSatisfy(problem -> assertThat(problem.severity()).isEqualTo(Severity.WARNING))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("R/spectra/lines.R", "line 2");
        assertThat(changes)
                .extracting(Plan.ResourceChange::address)
                .contains("library.P1.R/vibration_features_v1/units.R");
    }

    /** Crawling takes credentials out of code and variables; who deploys the block is to know where one is wanted. */
    @Test
    void whatWantsACredentialIsTold(@TempDir Path projects) throws IOException {
        var key = "COMPRESSOR_MONITORING";
        FileSystemUtils.copyRecursively(Path.of("samples/projects").resolve(key), projects.resolve(key));
        var recipe = projects.resolve(key).resolve("recipes/rolling_stats.py");
        Files.writeString(recipe, Files.readString(recipe) + "\npassword = \"" + CredentialScan.MARK + "\"\n");
        var variables = projects.resolve(key).resolve("variables.json");
        Files.writeString(
                variables, Files.readString(variables).replaceFirst("2560\\b", "\"" + CredentialScan.MARK + "\""));
        var registry = new SampleBlocks(projects, key);
        var result = new OfflinePlanner(Clock.systemUTC())
                .plan(new OfflinePlanner.Request(
                        Map.of("project.yml", alone("VIBRATION_FEATURES", "one")), Map.of(), registry, null, false));
        var lines = Files.readString(recipe).lines().count();
        assertThat(result.problems())
                .filteredOn(problem -> problem.code().equals("plan.credential-removed"))
                .extracting(problem -> problem.path() + ": " + problem.message())
                .satisfiesExactlyInAnyOrder(
                        told -> assertThat(told)
                                .contains("recipe.P1.one_rolling_stats", "one_rolling_stats", "code, line " + lines),
                        told -> assertThat(told).contains("project.P1", "variables.sampling_hz"));
    }

    /** What is set for one instance of DSS only does not travel; what the source does not set may be set for all of it. */
    @Test
    void aVariableWithoutAValueIsWrongOnlyWhereItsSourceHasOne(@TempDir Path projects) throws IOException {
        var key = "COMPRESSOR_MONITORING";
        FileSystemUtils.copyRecursively(Path.of("samples/projects").resolve(key), projects.resolve(key));
        var samples = new SampleBlocks(projects, key);
        BlockRegistry registry = reference -> {
            var block = samples.resolve(reference);
            var manifest = block.manifest();
            var needs = new BlockManifest.Dependencies(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of("limit_here", "shift_of_all"),
                    List.of());
            UnsetVariables.mark(block.definition().params(), List.of("shift_of_all"));
            return new ResolvedBlock(
                    manifest.as(
                            manifest.version(),
                            manifest.inputs(),
                            manifest.outputs(),
                            manifest.dependencies().and(needs),
                            ""),
                    block.digest(),
                    block.definition());
        };
        var result = new OfflinePlanner(Clock.systemUTC())
                .plan(new OfflinePlanner.Request(
                        Map.of("project.yml", alone("VIBRATION_FEATURES", "one")), Map.of(), registry, null, false));

        assertThat(result.problems())
                .filteredOn(problem -> problem.code().startsWith("plan.variable"))
                .extracting(problem -> problem.severity() + " " + problem.code() + " " + problem.remedy())
                .containsExactlyInAnyOrder(
                        "ERROR plan.variable-missing Add variables: {limit_here: \u2026}.",
                        "WARNING plan.variable-unset Add variables: {shift_of_all: \u2026},"
                                + " unless the whole instance of DSS sets it.");
    }

    private static final String ADAPTIVE = """
            from rotating.features import BaseFeatureEngineer
            from lib.windows import width


            class Adaptive(BaseFeatureEngineer):
                class_config = {}

                def add_trends(self, features):
                    return super().add_trends(features.tail(width(self.class_config)))
            """;

    @Test
    void aRecipeWorksWithAnotherClassThroughAMarkedPreamble() {
        var result = withClass("rolling_stats", "lib.adaptive.Adaptive", ADAPTIVE);
        assertThat(result.problems()).noneMatch(Problem::isError);
        var changes = Objects.requireNonNull(result.plan()).changes();
        assertThat(code(changes, "recipe.P1.one_rolling_stats", "code"))
                .startsWith("# -*- coding: utf-8 -*-\n# >>> generated")
                .contains(
                        "import_module(\"lib.adaptive\"), \"Adaptive\")",
                        "class_config = _json.loads(\"{\\\"note\\\":\\\"it's\\\",\\\"window\\\":12}\")",
                        "import_module(\"vibration_features_v1.rotating.features\"), \"BaseFeatureEngineer\"",
                        "class VibrationFeatureEngineer(BaseFeatureEngineer)");
        assertThat(code(changes, "library.P1.python/lib/adaptive.py", "content"))
                .contains("from vibration_features_v1.rotating.features import BaseFeatureEngineer");
        assertThat(changes)
                .extracting(Plan.ResourceChange::address)
                .contains("library.P1.python/lib/windows.py", "library.P1.python/lib/__init__.py")
                .doesNotContain("library.P1.python/lib/unused.py");
    }

    @Test
    void aClassThatCannotBeUsedIsToldWithTheReason() {
        assertThat(codes(withClass("rolling_stats", "lib.adaptve.Adaptive", ADAPTIVE)))
                .containsExactly("config.class-module");
        assertThat(codes(withClass("rolling_stats", "lib.adaptive.Adaptve", ADAPTIVE)))
                .containsExactly("config.class-missing");
        assertThat(codes(withClass("rolling_stats", "lib.adaptive.Adaptive", "class Adaptive:\n    pass\n")))
                .containsExactly("config.class-base");
        assertThat(codes(withClass("fft_analysis", "lib.adaptive.Adaptive", ADAPTIVE)))
                .containsExactly("config.class-unused");
        assertThat(codes(withClass("rolling_stats", "Adaptive", ADAPTIVE))).containsExactly("config.class-name");
    }

    private static List<String> codes(OfflinePlanner.Result result) {
        return result.problems().stream()
                .filter(Problem::isError)
                .map(Problem::code)
                .toList();
    }

    private static String code(List<Plan.ResourceChange> changes, String address, String attribute) {
        return changes.stream()
                .filter(change -> change.address().equals(address))
                .map(change ->
                        Objects.requireNonNull(change.after()).path(attribute).asString(""))
                .findFirst()
                .orElseThrow();
    }

    private static OfflinePlanner.Result withClass(String recipe, String useClass, String module) {
        var yaml = alone("VIBRATION_FEATURES", "one")
                .replace(
                        "instance_name: one,",
                        "instance_name: one, extends: [{recipe: " + recipe + ", use_class: " + useClass
                                + ", class_config: {window: 12, note: \"it's\"}}],");
        var files = Map.of(
                "project.yml",
                yaml,
                "lib/adaptive.py",
                module,
                "lib/windows.py",
                "def width(config):\n    return config[\"window\"]\n",
                "lib/unused.py",
                "");
        return new OfflinePlanner(Clock.systemUTC())
                .plan(new OfflinePlanner.Request(files, Map.of(), BLOCKS, null, false));
    }

    private static OfflinePlanner.Result override(String inputs, String outputs) {
        return plan(alone("VIBRATION_FEATURES", "one")
                        .replace(
                                "instance_name: one,",
                                "instance_name: one, extends: [{recipe: fft_analysis, override_with: mine}],")
                + "recipes:\n  - {name: mine, type: python, inputs: " + inputs + ", outputs: " + outputs
                + ", code: 'x = dataiku.Dataset(\"SMOOTHED_SIGNAL\")'}\n");
    }

    /** A configuration with one instance, each dataset input from a declared dataset. */
    private static String alone(String id, String instance) {
        var inputs = BLOCKS.block(id).manifest().inputs();
        var wires =
                inputs.stream().map(port -> port.name() + ": in_" + port.name()).collect(Collectors.joining(", "));
        var datasets = inputs.stream()
                .filter(port -> port.type() == PortType.DATASET)
                .map(Port::name)
                .map(name -> "  - {name: in_" + name + ", type: managed}\n")
                .collect(Collectors.joining());
        return "version: \"1.0\"\nproject: {key: P1, name: N}\n"
                + (datasets.isEmpty() ? "" : "datasets:\n" + datasets)
                + "blocks:\n  - {ref: BLOCKS_REGISTRY/" + id + "@1.0.0, instance_name: " + instance + ", inputs: {"
                + wires + "}}\n";
    }

    private static OfflinePlanner.Result plan(String yaml) {
        return plan(yaml, BLOCKS);
    }

    private static OfflinePlanner.Result plan(String yaml, SampleBlocks blocks) {
        return new OfflinePlanner(Clock.systemUTC())
                .plan(new OfflinePlanner.Request(Map.of("project.yml", yaml), Map.of(), blocks, null, false));
    }
}
