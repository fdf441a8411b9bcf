package io.blockyard.api;

import static io.blockyard.api.ApiCalls.json;
import static io.blockyard.api.ApiCalls.refused;
import static io.blockyard.api.ApiCalls.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Configurations and plans, over the API. */
class PlansApiTest extends PortalCalls {

    @Test
    void malformedYamlIsToldWithItsLineAndNoPlanIsKept() throws Exception {
        var before = plans();
        var response = api.send("POST", "/plans?target=sandbox", composer, "application/yaml", "project:\n  key: [A\n");

        var problem = refused(response, 400, null);
        assertThat(problem.path("line").intValue()).isPositive();
        assertThat(plans()).isEqualTo(before);
    }

    @Test
    void aConfigurationIsCheckedWithoutAPlanBeingMade(@TempDir Path desk) throws Exception {
        var before = plans();
        var wrong = VALID + "datasets:\n  - {name: raw, typ: managed}\n  - {name: raw, type: managed}\n";
        var checked = json(api.send("POST", "/configurations/check", viewer, "text/yaml", wrong));
        assertThat(checked.path("valid").booleanValue()).isFalse();
        assertThat(checked.path("problems").size()).isGreaterThan(1);
        assertThat(checked.path("problems").valueStream()).anySatisfy(problem -> {
            assertThat(problem.path("path").stringValue()).startsWith("datasets[0]");
            assertThat(problem.path("line").intValue()).isEqualTo(4);
            assertThat(problem.path("remedy").stringValue()).contains("type");
        });

        var elsewhere = VALID + "datasets:\n  - {name: raw, type: filesystem, connection: NOWHERE, path: /x}\n";
        assertThat(checked(new CheckRequest(elsewhere, null, null, null, null))
                        .path("valid")
                        .booleanValue())
                .as("nobody was asked which connections there are")
                .isTrue();
        var asked = checked(new CheckRequest(null, Map.of("project.yml", elsewhere), "dev", "sandbox", null));
        assertThat(asked.path("valid").booleanValue()).isFalse();
        assertThat(asked.path("problems").toString()).contains("NOWHERE").contains("filesystem_managed");

        var warned = VALID.replace("\"1.0\"", "1.0");
        var path = "/configurations/check?strict=";
        assertThat(json(api.send("POST", path + "false", viewer, "text/yaml", warned))
                        .path("valid")
                        .booleanValue())
                .isTrue();
        assertThat(json(api.sendBytes(path + "true", viewer, zip("project.yml", warned)))
                        .path("valid")
                        .booleanValue())
                .isFalse();

        refused(api.post("/configurations/check", viewer, "{}"), 400, null);
        refused(api.send("POST", "/configurations/check?target=sandbx", viewer, "text/yaml", VALID), 404, null);
        refused(api.send("POST", "/configurations/check?environment=prod", viewer, "text/yaml", VALID), 404, null);
        refused(api.send("POST", "/configurations/check", "by_wrong", "text/yaml", VALID), 401, "access.token");
        assertThat(plans()).isEqualTo(before);

        Files.writeString(desk.resolve("c.yml"), elsewhere);
        var shell = shell(desk, viewer);
        assertThat(shell.run("validate", "c.yml").exitCode()).isZero();
        var told = shell.run("validate", "c.yml", "--target", "sandbox", "--json");
        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.json()).isEqualTo(asked);
        assertThat(shell.run("validate", "c.yml", "--target", "sandbox").err()).contains("NOWHERE");
    }

    @Test
    void aPlanIsMadeOfJsonFilesAndOfAZip() throws Exception {
        var files = WireFormat.write(new PlanRequest(null, Map.of("project.yml", VALID), null, "sandbox", null));
        assertThat(json(api.post("/plans", composer, files))
                        .at("/plan/target/project_key")
                        .stringValue())
                .isEqualTo("API_DEMO");
        var zipped = api.sendBytes("/plans?target=sandbox", composer, zip("project.yml", VALID));
        assertThat(zipped.statusCode()).as(zipped.body()).isEqualTo(201);

        refused(api.sendBytes("/plans?target=sandbox", composer, zip("../project.yml", VALID)), 400, "config.zip");
        refused(
                api.sendBytes("/plans?target=sandbox", composer, zip("project.yml", "#".repeat(9 << 20))),
                400,
                "config.zip");
        refused(api.sendBytes("/plans?target=sandbox", composer, "no zip".getBytes()), 400, "config.zip");
        refused(
                api.send("POST", "/plans?target=sandbox", composer, "text/yaml", "#".repeat(17 << 20)),
                413,
                "api.too-large");
    }

    private static JsonNode checked(CheckRequest request) throws Exception {
        return json(api.post("/configurations/check", viewer, WireFormat.write(request)));
    }

    private static int plans() throws Exception {
        return json(api.get("/plans?limit=500", viewer, "application/json"))
                .path("items")
                .size();
    }
}
