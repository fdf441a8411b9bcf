package io.blockyard.iac;

import io.blockyard.block.BlockReference;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two small blocks with one of everything that a plan can make, in two editions that differ in each: MINI with a library
 * file, a zone, a folder, managed datasets, code and visual recipes; LEARNING with what only an import brings, a saved
 * model, an evaluation store, a knowledge bank and a streaming endpoint.
 */
final class MiniBlock implements BlockRegistry {

    /** A project with the block and with things of its own. */
    static final String FIRST = """
            version: "1.0"
            project: {key: MINI_K, name: Mini, description: first}
            blocks:
              - {ref: BLOCKS_REGISTRY/MINI@1.0.0, instance_name: one, zone_name: One,
                 inputs: {IN: raw}, variables: {level: low}}
            datasets:
              - {name: raw, type: filesystem, connection: filesystem_managed, path: /raw, format_type: csv}
              - {name: extra, type: managed, format_type: csv}
            recipes:
              - {name: copy, type: sync, inputs: [raw], outputs: [extra]}
            """;

    /** Everything that can be updated is, with the second edition of the block. */
    static final String SECOND = FIRST.replace("name: Mini, description: first", "name: Mini 2, description: second")
            .replace("MINI@1.0.0", "MINI@^1.0")
            .replace("path: /raw", "path: /raw2")
            .replace("level: low", "level: high");

    /** Nothing of it is left but the project. */
    static final String LAST = """
            version: "1.0"
            project: {key: MINI_K, name: Mini, description: first}
            datasets:
              - {name: raw, type: filesystem, connection: filesystem_managed, path: /raw, format_type: csv}
            """;

    /** A project with what only an import brings. */
    static final String LEARNING = """
            version: "1.0"
            project: {key: MINI_K, name: Mini, description: first}
            blocks:
              - {ref: BLOCKS_REGISTRY/LEARNING@1.0.0, instance_name: learn, zone_name: Learn, inputs: {IN: raw}}
            datasets:
              - {name: raw, type: filesystem, connection: filesystem_managed, path: /raw, format_type: csv}
            """;

    /** With the second edition. */
    static final String LEARNED_ANEW = LEARNING.replace("LEARNING@1.0.0", "LEARNING@^1.0");

    private static final String FIRST_EDITION = "first";
    private static final String SECOND_EDITION = "second";

    private final SampleBlocks first;
    private final SampleBlocks second;
    private volatile boolean showSecond;

    MiniBlock(Path folder) {
        first = make(folder.resolve(FIRST_EDITION), 1);
        second = make(folder.resolve(SECOND_EDITION), 2);
    }

    /** One edition of a block that was made in this folder before, perhaps by another process. */
    static BlockRegistry edition(Path folder, boolean isSecond) {
        return new SampleBlocks(folder.resolve(isSecond ? SECOND_EDITION : FIRST_EDITION), "MINI");
    }

    /** Which edition is to be had from now on. */
    void show(String configuration) {
        showSecond = configuration.contains("@^1.0");
    }

    boolean showsSecond() {
        return showSecond;
    }

    @Override
    public ResolvedBlock resolve(BlockReference reference) {
        return (showSecond ? second : first).resolve(reference);
    }

    private static SampleBlocks make(Path folder, int number) {
        try (var sandbox = Sandbox.start(SandboxOptions.local(folder, "key"))) {
            var client = new DssClient(sandbox.address(), "key");
            var project = client.createProject("MINI", "Mini", "");
            project.library().put("python/tools/text.py", "EDITION = " + number + "\n");
            var variables = project.variables();
            variables.putObject("standard").put("level", "low");
            project.putVariables(variables);
            var external = object("{\"type\":\"Filesystem\",\"params\":{\"connection\":\"filesystem_managed\"}}");
            project.createDataset("IN", external);
            for (var name : List.of("MID", "OUT")) {
                project.createManagedDataset(name, "filesystem_managed", "CSV_EXCEL_GZIP");
                project.putSchema(
                        name,
                        object("{\"columns\":[{\"name\":\"c" + number
                                + "\",\"type\":\"string\"}],\"userModified\":true}"));
            }
            var connection = number == 1 ? "filesystem_managed" : "filesystem_folders";
            var params = object("{\"connection\":\"" + connection + "\",\"path\":\"/${projectKey}/${odbId}\"}");
            var folderId = project.createManagedFolder("reports", "Filesystem", params);
            project.createRecipe(recipe(
                    "make_mid", "python", "IN", "MID", "from tools.text import EDITION\nprint(" + number + ")\n"));
            project.createRecipe(recipe(
                    "sort_out",
                    "sort",
                    "MID",
                    "OUT",
                    "{\"orders\":[{\"column\":\"c" + number + "\",\"desc\":false}]}"));
            project.createRecipe(recipe("report", "python", "OUT", folderId, "print('report')\n"));
            var zone = project.createZone("Mini", "#00000" + number);
            var items = new java.util.ArrayList<ZoneItem>();
            List.of("make_mid", "sort_out", "report").forEach(name -> items.add(new ZoneItem("RECIPE", name, "")));
            project.addItems(zone.path("id").asString(), items);
        }
        learning(folder.resolve("MINI"), number);
        return new SampleBlocks(folder, "MINI");
    }

    /** No call makes these, so that they are written where the sandbox would keep them. */
    private static void learning(Path project, int number) {
        write(
                project,
                "saved_models/Mod3lAbc",
                "{\"name\":\"Wear\",\"savedModelType\":\"DSS_MANAGED\","
                        + "\"miniTask\":{\"taskType\":\"PREDICTION\",\"targetVariable\":\"c" + number + "\"}}");
        write(project, "model_evaluation_stores/Ev4lSt0r", "{\"name\":\"Quality\",\"tags\":[\"t" + number + "\"]}");
        write(
                project,
                "knowledge-banks/Kn0wBank",
                "{\"name\":\"Notes\",\"vectorStoreType\":\"CHROMA\",\"embeddingLLMId\":\"llm" + number + "\"}");
        write(
                project,
                "streaming_endpoints/alarms",
                "{\"name\":\"alarms\",\"type\":\"kafka\",\"params\":{\"topic\":\"alarms" + number + "\"}}");
        learner(project, "train", "prediction_training", "main", "Mod3lAbc");
        learner(project, "judge", "evaluation", "evaluationStore", "Ev4lSt0r");
        learner(project, "embed", "embed_documents", "knowledge_bank", "Kn0wBank");
        learner(project, "alarm", "csync", "main", "alarms");
        write(
                project,
                "zones/learning",
                "{\"name\":\"Learning\",\"items\":["
                        + Stream.of("train", "judge", "embed", "alarm")
                                .map(name -> "{\"objectId\":\"" + name + "\",\"objectType\":\"RECIPE\"}")
                                .collect(Collectors.joining(","))
                        + "]}");
    }

    private static void learner(Path project, String name, String type, String role, String made) {
        write(
                project,
                "recipes/" + name,
                "{\"type\":\"%s\",\"inputs\":{\"main\":{\"items\":[{\"ref\":\"IN\"}]}},\"outputs\":{\"%s\":{\"items\":[{\"ref\":\"%s\"}]}}}"
                        .formatted(type, role, made));
    }

    private static void write(Path project, String document, String json) {
        var file = project.resolve(document + ".json");
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, json);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Recipe recipe(String name, String type, String input, String output, String payload) {
        var document = object("{\"type\":\"" + type + "\"}");
        document.set("inputs", object("{\"main\":{\"items\":[{\"ref\":\"" + input + "\",\"deps\":[]}]}}"));
        document.set("outputs", object("{\"main\":{\"items\":[{\"ref\":\"" + output + "\",\"appendMode\":false}]}}"));
        document.set("params", object("{}"));
        return Recipe.of(name, document, payload);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
