package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.blockyard.iac.config.Keys;
import io.blockyard.iac.config.Types;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schemas say what the model says, and what the product writes is valid against them. */
class SchemaTest {

    private static final String CONFIGURATION = """
            version: "1.0"
            x-mine: {anything: 1}
            project: {key: P1, name: N}
            target: {connections: {a: b}}
            blocks:
              - {ref: BLOCKS_REGISTRY/FEATURES@1.0.0, inputs: {IN: a}, extends: [{recipe: r, override_with: mine}]}
            datasets:
              - {name: a, type: sql_table, connection: DW, table: t, schema: [{name: id, type: bigint}]}
              - {name: b, type: managed, schema: {columns: [{name: id, type: bigint}]}}
            recipes:
              - {name: r1, type: prepare, inputs: [a], outputs: [{ref: b, role: main}], params: {steps: []}}
              - {name: mine, type: python, inputs: [IN], outputs: [OUT], code: pass}
            """;

    @Test
    void theSchemaKnowsTheKeysOfTheModel() {
        var schema = json("iac-configuration.json");
        assertThat(keys(schema)).isEqualTo(Keys.TOP);
        var definitions = Map.of(
                "project", Keys.PROJECT,
                "target", Keys.TARGET,
                "block", Keys.BLOCK,
                "extension", Keys.EXTENSION,
                "solution", Keys.SOLUTION,
                "block_override", Keys.BLOCK_OVERRIDE,
                "dataset", Keys.DATASET,
                "schema", Keys.SCHEMA,
                "recipe", Keys.RECIPE,
                "item", Keys.ITEM);
        definitions.forEach((name, known) ->
                assertThat(keys(schema.path("$defs").path(name))).as(name).isEqualTo(known));
    }

    @Test
    void theSchemaKnowsTheTypesOfTheModel() {
        var definitions = json("iac-configuration.json").path("$defs");
        assertThat(values(definitions.path("dataset"))).isEqualTo(Types.datasetTypes());
        assertThat(values(definitions.path("recipe"))).isEqualTo(Types.recipeTypes());
    }

    @Test
    void aConfigurationIsValidAgainstIt() {
        var schema = schema("iac-configuration.json");
        assertThat(schema.validate(CONFIGURATION, InputFormat.YAML)).isEmpty();
        assertThat(schema.validate(CONFIGURATION.replace("inputs: {IN", "input: {IN"), InputFormat.YAML))
                .isNotEmpty();
    }

    @Test
    void aPlanIsValidAgainstItsSchema() {
        var result = new OfflinePlanner(Clock.systemUTC())
                .plan(new OfflinePlanner.Request(Map.of("project.yml", CONFIGURATION), Map.of(), null, null, false));
        assertThat(result.failure()).as("%s", result.problems()).isEmpty();
        var text = JsonMapper.shared().writeValueAsString(Objects.requireNonNull(result.plan()));
        assertThat(schema("plan.json").validate(text, InputFormat.JSON)).isEmpty();
        assertThat(schema("plan.json").validate(text.replace("\"create\"", "\"make\""), InputFormat.JSON))
                .isNotEmpty();
    }

    private static Set<String> keys(JsonNode definition) {
        return new TreeSet<>(definition.path("properties").propertyNames());
    }

    private static Set<String> values(JsonNode definition) {
        var values = new TreeSet<String>();
        definition.path("properties").path("type").path("enum").forEach(value -> values.add(value.asString()));
        return values;
    }

    static Schema schema(String name) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text(name));
    }

    private static JsonNode json(String name) {
        return JsonMapper.shared().readTree(text(name));
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(SchemaTest.class.getResourceAsStream("/schemas/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
