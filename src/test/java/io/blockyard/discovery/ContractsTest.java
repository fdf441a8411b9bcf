package io.blockyard.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Column;
import io.blockyard.block.ContractComparison;
import io.blockyard.block.PartitionDimension;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectFiles;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.Surroundings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of the data at a zone's border. */
class ContractsTest {

    private final Map<String, String> files = new HashMap<>(Map.of("params.json", "{\"name\": \"Plant\"}"));

    @Test
    void partitionsArePartOfTheContract() {
        dataset(
                "RAW",
                "\"partitioning\": {\"dimensions\": [{\"name\": \"day\", \"type\": \"time\", \"params\": "
                        + "{\"period\": \"DAY\"}}, {\"name\": \"site\", \"type\": \"value\"}]}");
        dataset("OUT", "");
        files.put(
                "managed_folders/aBcDeFgH.json",
                "{\"name\": \"Scans\", \"partitioning\": {\"dimensions\": "
                        + "[{\"name\": \"site\", \"type\": \"value\"}]}}");
        recipe("sync", "", "OUT", "RAW", "aBcDeFgH");

        var block = block();

        var raw = block.input("RAW").orElseThrow();
        assertThat(raw.partitionedBy())
                .containsExactly(
                        new PartitionDimension("day", "time", "day"), new PartitionDimension("site", "value", ""));
        assertThat(block.input("Scans").orElseThrow().partitionedBy())
                .containsExactly(new PartitionDimension("site", "value", ""));
        assertThat(raw.partitionMismatch(block.output("OUT").orElseThrow()))
                .contains("OUT is not partitioned, RAW is expected to be partitioned by day (day) and site");
        assertThat(raw.partitionMismatch(raw)).isEmpty();
        var json = BlockFormats.json().writeValueAsString(block);
        assertThat(BlockFormats.json().readValue(json, BlockManifest.class)).isEqualTo(block);
        var plain = raw.partitionedBy(List.of());
        assertThat(ContractComparison.of(List.of(plain), List.of(), List.of(raw), List.of())
                        .sentences())
                .isEqualTo("input RAW is partitioned by day (day) and site now, was not partitioned");
    }

    @Test
    void everyKindOfObjectIsAPortThoseOfOtherProjectsIncluded() {
        dataset("OUT", "");
        var inputs = new ArrayList<>(List.of("OTHER.sales", "OTHER.m0d3lm0d", "GONE"));
        for (var kind : ObjectKind.values()) {
            files.put(kind.folder() + "/id_" + kind.ordinal() + ".json", "{\"name\": \"" + kind.words() + "\"}");
            inputs.add("id_" + kind.ordinal());
        }
        recipe("sync", "", "OUT", inputs.toArray(String[]::new));
        files.put(
                "zones/z.json",
                files.get("zones/z.json")
                        .replace(
                                "}]",
                                "}], \"shared\": [{\"projectKey\": \"OTHER\", \"objectType\": \"SAVED_MODEL\", "
                                        + "\"objectId\": \"m0d3lm0d\"}]"));

        assertThat(block().inputs())
                .extracting(port -> port.name() + ": " + port.type().wire())
                .containsExactlyInAnyOrder(
                        "OTHER.sales: dataset",
                        "OTHER.m0d3lm0d: model",
                        "managed folder: folder",
                        "saved model: model",
                        "evaluation store: evaluation_store",
                        "knowledge bank: knowledge_bank",
                        "streaming endpoint: stream",
                        "labeling task: folder");
    }

    @Test
    void whatDssTakesTheValuesForIsPartOfTheContract() {
        dataset("RAW", "");
        recipe("sync", "", "OUT", "RAW");
        var before = out("Email");
        var block = block();

        assertThat(block.output("OUT").orElseThrow().columns())
                .extracting(Column::meaning)
                .containsExactly("Email", "LongMeaning");
        var json = BlockFormats.json().writeValueAsString(block);
        assertThat(BlockFormats.json().readValue(json, BlockManifest.class)).isEqualTo(block);
        assertThat(SourceChanges.between(block, before, block, out("Country")).differences())
                .extracting(ContractComparison.Difference::sentence)
                .containsExactly("meaning of column contact of OUT");
    }

    /** The project with these meanings of its output. */
    private ProjectSnapshot out(String meaning) {
        files.put("datasets/OUT.json", """
                {"schema": {"columns": [{"name": "contact", "type": "string", "meaning": "%s"},
                  {"name": "orders", "type": "bigint", "meaning": "LongMeaning"}]}}""".formatted(meaning));
        return ProjectFiles.read("PLANT", files);
    }

    @Test
    void whatIsExposedLeavesTheZoneThoughItIsReadInsideOnly() {
        dataset("RAW", "");
        dataset("OUT", "");
        recipe("sync", "", "OUT", "RAW");
        files.put("datasets/MID.json", "{}");
        files.put("recipes/before.json", """
                {"type": "sync", "inputs": {"main": {"items": [{"ref": "RAW"}]}},
                 "outputs": {"main": {"items": [{"ref": "MID"}]}}}""");
        files.put("recipes/after.json", """
                {"type": "sync", "inputs": {"main": {"items": [{"ref": "MID"}]}},
                 "outputs": {"main": {"items": [{"ref": "OUT"}]}}}""");
        files.put("zones/z.json", """
                {"name": "Make", "items": [{"objectType": "RECIPE", "objectId": "before"},
                  {"objectType": "RECIPE", "objectId": "after"}]}""");
        files.remove("recipes/make.json");
        assertThat(block().outputs()).extracting(Port::name).containsExactly("OUT");

        files.put("params.json", """
                {"name": "Plant", "exposedObjects": {"objects": [{"type": "DATASET", "localName": "MID",
                  "rules": [{"targetProject": "OTHER"}]}]}}""");

        assertThat(block().outputs()).extracting(Port::name).containsExactly("MID", "OUT");
    }

    @Test
    void preparedColumnsAreFilledAsFarAsTheirLastStepsLeaveThem() {
        dataset("RAW", "");
        dataset("OUT", "", "id", "load", "site", "note");
        recipe("shaker", """
                {"steps": [
                  {"type": "RemoveRowsOnEmpty", "params": {"appliesTo": "COLUMNS", "columns": ["id", "power", "note"]}},
                  {"type": "FillEmptyWithValue", "params": {"appliesTo": "SINGLE_COLUMN", "columns": ["site"], "value": "none"}},
                  {"type": "ColumnRenamer", "params": {"renamings": [{"from": "power", "to": "load"}]}},
                  {"type": "FilterOnValue", "params": {"columns": ["id"], "action": "KEEP_ROW"}},
                  {"type": "RegexpExtractor", "params": {"column": "note"}},
                  {"type": "RemoveRowsOnEmpty", "disabled": true, "params": {"columns": ["site"]}}]}
                """, "OUT", "RAW");

        assertThat(nullable(block())).isEqualTo("id=false load=false site=false note=null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PythonUDF      | "mode": "CELL", "column": "site"             | id=false
                    PythonUDF      | "mode": "ROW", "column": "site"              | id=null
                    JSONFlattener  | "inCol": "site"                              | id=null
                    SomethingNew   | "separator": ","                             | id=null
                    SomethingNew   | "appliesTo": "COLUMNS", "columns": ["site"]  | id=false
                    DateFormatter  | "inCol": "site", "outCol": "day"             | id=false
                    """)
    void aStepThatDoesNotSayWhatItTouchesMayEmptyAnyColumn(String type, String params, String known) {
        dataset("RAW", "");
        dataset("OUT", "", "id");
        recipe("shaker", """
                {"steps": [
                  {"type": "RemoveRowsOnEmpty", "params": {"appliesTo": "COLUMNS", "columns": ["id"]}},
                  {"type": "%s", "params": {%s}}]}
                """.formatted(type, params), "OUT", "RAW");

        assertThat(nullable(block())).isEqualTo(known);
    }

    @Test
    void theOtherSideOfAnOuterJoinMayBeEmptyAndAFilterSaysWhatIsNot() {
        dataset("A", "");
        dataset("B", "");
        dataset("OUT", "", "id", "name", "b_price", "b_stock");
        recipe("join", """
                {"virtualInputs": [{"index": 0}, {"index": 1, "prefix": "b"}],
                 "joins": [{"table1": 0, "table2": 1, "type": "LEFT"}],
                 "selectedColumns": [{"name": "id", "table": 0}, {"name": "name", "table": 0},
                   {"name": "price", "table": 1}, {"name": "stock", "table": 1}],
                 "postFilter": {"enabled": true, "uiData": {"mode": "&&", "conditions": [
                   {"input": "name", "operator": "not empty [string]"}, {"input": "b_stock", "operator": "not empty"}]}}}
                """, "OUT", "A", "B");

        assertThat(nullable(block())).isEqualTo("id=null name=false b_price=true b_stock=false");
    }

    @Test
    void whatWasCertainAndIsNoMoreIsMoreThanAWord() {
        var certain = new Column("id", "string", "", true).nullable(false);
        var unknown = new Column("id", "string", "", true);

        assertThat(outputs(certain, unknown)).hasToString("[MINOR column id of output OUT may be empty now]");
        assertThat(outputs(unknown, certain)).hasToString("[PATCH column id of output OUT is never empty]");
    }

    private static List<String> outputs(Column before, Column after) {
        var comparison = ContractComparison.of(List.of(), List.of(out(before)), List.of(), List.of(out(after)));
        return comparison.differences().stream()
                .map(difference -> difference.weight() + " " + difference.sentence())
                .toList();
    }

    private static Port out(Column column) {
        return new Port("OUT", PortType.DATASET, "", true, "", "", List.of(column));
    }

    private static String nullable(BlockManifest block) {
        return block.output("OUT").orElseThrow().columns().stream()
                .map(column -> column.name() + "=" + column.nullable())
                .collect(Collectors.joining(" "));
    }

    private BlockManifest block() {
        var project = ProjectFiles.read("PLANT", files);
        var zone = ZoneBoundaries.of(project).getFirst();
        return BlockCandidate.of(
                        project, zone, new Classification(Classification.standardRules()), Surroundings.UNKNOWN)
                .manifest(new BlockId("MAKE"), BlockVersion.FIRST);
    }

    private void dataset(String name, String more, String... columns) {
        var schema = Arrays.stream(columns)
                .map(column -> "{\"name\": \"" + column + "\", \"type\": \"string\"}")
                .collect(Collectors.joining(", ", "\"schema\": {\"columns\": [", "]}"));
        files.put("datasets/" + name + ".json", "{" + schema + (more.isEmpty() ? "" : ", " + more) + "}");
    }

    private void recipe(String type, String payload, String output, String... inputs) {
        var items =
                Arrays.stream(inputs).map(ref -> "{\"ref\": \"" + ref + "\"}").collect(Collectors.joining(", "));
        files.put(
                "recipes/make.json",
                "{\"type\": \"" + type + "\", \"inputs\": {\"main\": {\"items\": [" + items
                        + "]}}, \"outputs\": {\"main\": {\"items\": [{\"ref\": \"" + output + "\"}]}}}");
        files.put("recipes/make." + type, payload);
        files.put(
                "zones/z.json",
                "{\"name\": \"Make\", \"items\": [{\"objectType\": \"RECIPE\", \"objectId\": \"make\"}]}");
    }
}
