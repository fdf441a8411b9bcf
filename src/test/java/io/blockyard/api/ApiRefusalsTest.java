package io.blockyard.api;

import static io.blockyard.api.ApiCalls.json;
import static io.blockyard.api.ApiCalls.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API refuses, and how it says so. */
class ApiRefusalsTest extends PortalCalls {

    @Test
    void withoutATokenOrWithAWrongOneNothingIsSaid() throws Exception {
        var nobody = api.nobody("/api/v1/blocks");
        refused(nobody, 401, "access.no-token");
        var wrong = api.get("/blocks", "by_wrong", "application/json");
        refused(wrong, 401, "access.token");
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void aTokenThatEndsMakesNoneThatLasts() throws Exception {
        var end = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        var first = api.post("/tokens", viewer, "{\"label\": \"first\", \"expires_at\": \"" + end + "\"}");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        var second = api.post("/tokens", json(first).path("text").stringValue(), "{\"label\": \"second\"}");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
        assertThat(json(second).path("token").path("expires_at").stringValue()).isEqualTo(end.toString());
    }

    @Test
    void anUnknownBlockIsToldWithSimilarOnes() throws Exception {
        var response = api.get("/blocks/VIBRATION_FEATURE", viewer, "application/json");

        var problem = refused(response, 404, null);
        assertThat(problem.toString()).contains("VIBRATION_FEATURES");
    }

    @Test
    void whatIsNoIdIsInvalid() throws Exception {
        refused(api.get("/blocks/no%20id", viewer, "application/json"), 400, "block.id");
        refused(api.get("/blocks/VIBRATION_FEATURES/versions/one", viewer, "application/json"), 400, "block.version");
        refused(api.get("/plans/17", viewer, "application/json"), 400, "api.parameter");
        refused(api.get("/blocks?limit=0", viewer, "application/json"), 400, null);
        refused(api.get("/blocks?sort=SIDEWAYS", viewer, "application/json"), 400, "api.parameter");
    }

    @Test
    void unknownPathsAndMethodsAreToldAndNotShownThePortal() throws Exception {
        refused(api.get("/nothing/here", viewer, "application/json"), 404, "api.no-such-path");
        refused(api.get("//blocks", viewer, "application/json"), 400, "api.malformed-path");
        refused(api.post("/blocks", viewer, "{}"), 405, "api.method");
        refused(api.send("POST", "/crawls", admin, "text/csv", "a,b"), 415, "api.content-type");
    }

    @Test
    void malformedJsonIsToldWithItsPlace() throws Exception {
        var broken = refused(api.post("/crawls", admin, "{\"source\": \n oops}"), 400, "api.json");
        assertThat(broken.path("line").intValue()).isEqualTo(2);
        var unknown = refused(api.post("/crawls", admin, "{\"sorce\": \"sandbox\"}"), 400, "api.unknown-property");
        assertThat(unknown.path("remedy").stringValue()).contains("source");
        refused(api.post("/crawls", admin, ""), 400, "api.body");
    }

    @Test
    void aTextWithANulCharacterIsToldWhereverItIsSent() throws Exception {
        refused(api.post("/tokens", viewer, "{\"label\": \"night\\u0000shift\"}"), 400, "text.nul");
        var reason = "{\"message\": \"Doubles\\u0000rows\"}";
        var path = "/blocks/VIBRATION_FEATURES/deprecation";
        refused(api.send("PUT", path, admin, "application/json", reason), 400, "text.nul");
        var block = json(api.get("/blocks/VIBRATION_FEATURES", viewer, "application/json"));
        assertThat(block.at("/lifecycle").stringValue()).isEqualTo("published");
    }

    @Test
    void whatIsLeftOutIsEmptyOrToldButNoFailure() throws Exception {
        var draft = api.post("/compositions", composer, "{\"project\": {\"key\": \"LEFT_OUT\"}}");
        assertThat(draft.statusCode()).as(draft.body()).isEqualTo(201);
        assertThat(json(draft).at("/problems/0/code").stringValue()).isEqualTo("compose.no-blocks");
        var path = "/compositions/" + json(draft).path("id").stringValue();
        var wire = "{\"wires\": [{\"to_alias\": \"x\"}]}";
        var problem = refused(api.send("PUT", path, composer, "application/json", wire), 400, "compose.alias");
        assertThat(problem.path("path").stringValue()).isEqualTo("wires[0].to_alias");
        refused(api.post("/compositions", composer, "{\"blocks\": [{}]}"), 400, "block.reference");
        refused(api.post("/compositions", composer, "{\"blocks\": [null]}"), 400, "api.invalid-field");
    }

    @Test
    void rolesAreCheckedOnThisDoorToo() throws Exception {
        refused(api.send("POST", "/plans?target=sandbox", viewer, "text/yaml", VALID), 403, "access.forbidden");
        refused(api.get("/people", viewer, "application/json"), 403, "access.forbidden");
        refused(
                api.post("/crawls", composer, "{\"source\": \"sandbox\", \"project\": \"X\"}"),
                403,
                "access.forbidden");

        var plan = json(api.send("POST", "/plans?target=sandbox", composer, "text/yaml", VALID));
        var approval = "{\"decision\": \"approve\", \"digest\": \""
                + plan.at("/plan/digest").stringValue() + "\"}";
        var path = "/plans/" + plan.path("id").stringValue();
        refused(api.post(path + "/approval", viewer, approval), 403, "access.forbidden");
        assertThat(json(api.get(path, viewer, "application/json")).path("decisions"))
                .isEmpty();
        assertThat(api.get(path, viewer, "text/plain").body())
                .contains("+ project.API_DEMO")
                .contains("Plan: ");
        assertThat(api.get(path, viewer, "text/markdown").body()).contains("API_DEMO");
    }

    @Test
    void theCommandLineTellsTheSameRefusals(@TempDir Path desk) {
        var shell = shell(desk, viewer);

        assertThat(shell.run("search", "--token", "wrong").exitCode()).isEqualTo(5);
        assertThat(shell.run("user", "list").exitCode()).isEqualTo(5);
        var unknown = shell.run("block", "show", "VIBRATION_FEATURE", "--json");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.json().at("/problems").toString()).contains("VIBRATION_FEATURES");
        var project = shell.with(Map.of("BLOCKYARD_SERVER", portal.url(), "BLOCKYARD_TOKEN", admin))
                .run("crawl", "--source", "sandbox", "--project", "NOPE");
        assertThat(project.exitCode()).isEqualTo(2);
        assertThat(project.err()).contains("NOPE");
    }
}
