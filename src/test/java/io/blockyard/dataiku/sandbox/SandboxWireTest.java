package io.blockyard.dataiku.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The requests that DSS's Python client sends, byte by byte as odd as they are. */
class SandboxWireTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path projects;

    private Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(new SandboxOptions(
                projects.resolve("made"),
                "127.0.0.1",
                0,
                List.of(SandboxKey.parse("admin"), SandboxKey.parse("look:read"), SandboxKey.parse("hand:write"))));
        var created =
                send("admin", "POST", "/projects/", "{\"projectKey\": \"P\", \"name\": \"Pumps\", \"owner\": \"me\"}");
        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(created.body()).doesNotStartWith("{");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/public/api/projects/P",
                "/dip/publicapi/projects/P",
                "/dip/publicapi/projects/P/",
                "/dip/publicapi//projects//P",
                "/public/api/projects/P?includeLocation=False&withSecrets=True"
            })
    void isReachedUnderBothBasesWithSlashesAsTheyCome(String path) throws Exception {
        assertThat(json(raw("admin", "GET", path, "")).path("name").stringValue())
                .isEqualTo("Pumps");
    }

    @Test
    void takesTheKeyAsUserAsPasswordAndAsBearer() throws Exception {
        for (var header : List.of(basic("admin:"), basic(":admin"), "Bearer admin")) {
            assertThat(send(HttpRequest.newBuilder(sandbox.address().resolve("/public/api/auth/info"))
                                    .header("Authorization", header)
                                    .build())
                            .statusCode())
                    .as(header)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic d3Jvbmc6", "Basic !!", "Bearer ", "Basic Og==", "Digest x"})
    void refusesOtherKeysInDssForm(String header) throws Exception {
        var refused = send(HttpRequest.newBuilder(sandbox.address().resolve("/public/api/projects/"))
                .header("Authorization", header)
                .build());

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(json(refused).path("errorType").stringValue()).isNotEmpty();
        assertThat(json(refused).path("message").stringValue()).contains("Unauthorized");
    }

    @Test
    void letsAKeyDoWhatItMayAndNoMore() throws Exception {
        var dataset = "{\"name\": \"d\", \"type\": \"Filesystem\", \"params\": {\"connection\": \"nobody-knows\"}}";
        assertThat(send("look", "GET", "/projects/P/datasets/", "").statusCode())
                .isEqualTo(200);
        assertThat(send("look", "POST", "/projects/P/datasets/", dataset).statusCode())
                .isEqualTo(403);
        assertThat(send("hand", "POST", "/projects/P/datasets/", dataset).statusCode())
                .isEqualTo(200);
        assertThat(send("hand", "DELETE", "/projects/P", "").statusCode()).isEqualTo(403);
        assertThat(send("admin", "DELETE", "/projects/P?clearManagedDatasets=True", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("admin", "GET", "/projects/P", "").statusCode()).isEqualTo(404);
        assertThat(send("admin", "GET", "/projects/", "").body()).isEqualTo("[]");
    }

    @Test
    void collapsesTheDoubleSlashOfLibraryPaths() throws Exception {
        assertThat(send("admin", "GET", "/projects/P/libraries/contents//python/x.py", "")
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
        send("admin", "POST", "/projects/P/libraries/contents//python/x.py", "");
        send("admin", "POST", "/projects/P/libraries/contents//python/x.py", "x = 1\n");

        assertThat(json(send("admin", "GET", "/projects/P/libraries/contents//python/x.py", ""))
                        .path("data")
                        .stringValue())
                .isEqualTo("x = 1\n");
        assertThat(send("admin", "GET", "/projects/P/libraries/contents", "").body())
                .isEqualTo("[{\"name\":\"python\",\"children\":[{\"name\":\"x.py\"}]}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/projects/P/libraries/contents/../params.json",
                "/projects/P/libraries/contents/%2e%2e/params.json",
                "/projects/P/libraries/contents/python%2F..%2F..%2Fparams.json",
                "/projects/P/datasets/..%2Fparams",
                "/projects/..%2F..%2Fetc",
                "/projects/.."
            })
    void neverLeavesTheFolder(String path) throws Exception {
        var answer = send("admin", "GET", path, "");

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("Pumps");
    }

    @Test
    void writesReferencesInTheOrderThatClientsCompare() throws Exception {
        send("admin", "POST", "/projects/P/datasets/", "{\"name\": \"d\", \"type\": \"Filesystem\"}");
        var zone = json(send("admin", "POST", "/projects/P/flow/zones", "{\"name\": \"Z\", \"color\": \"#2ab1ac\"}"))
                .path("id")
                .stringValue();

        send(
                "admin",
                "POST",
                "/projects/P/flow/zones/" + zone + "/items",
                "{\"objectType\": \"DATASET\", \"objectId\": \"d\", \"projectKey\": \"\"}");

        assertThat(send("admin", "GET", "/projects/P/flow/zones/" + zone + "/", "")
                        .body())
                .contains("\"items\":[{\"objectId\":\"d\",\"objectType\":\"DATASET\"}]");
        assertThat(send("admin", "GET", "/projects/P/flow/zones/default", "").body())
                .contains("\"items\":[]");
    }

    @Test
    void answersDssErrorsToWhatItDoesNotKnow() throws Exception {
        assertThat(send("admin", "GET", "/projects/P/wiki/99", "").statusCode()).isEqualTo(404);
        assertThat(send("admin", "POST", "/projects/P/datasets/", "{oops").statusCode())
                .isEqualTo(400);
        var unknown = send("admin", "POST", "/projects/P/scenarios/", "{}");
        assertThat(unknown.statusCode()).isEqualTo(501);
        assertThat(json(unknown).path("message").stringValue()).contains("not supported");
    }

    @Test
    void startsAStackAsAUnionOfItsInputs() throws Exception {
        for (var name : List.of("a", "b", "c")) {
            send(
                    "admin",
                    "POST",
                    "/projects/P/datasets/managed",
                    "{\"name\": \"" + name + "\", \"creationSettings\": {\"connectionId\": \"filesystem_managed\"}}");
        }
        send("admin", "POST", "/projects/P/recipes/", """
                {"recipePrototype": {"type": "vstack", "name": "stack", "inputs": {},
                   "outputs": {"main": {"items": [{"ref": "c", "appendMode": false}]}}},
                 "creationSettings": {"virtualInputs": ["a", "b"], "createOutputDataset": false,
                   "outputDatasetSettings": null, "createOutputFolder": null, "outputFolderSettings": null}}""");

        var recipe = json(send("admin", "GET", "/projects/P/recipes/stack", ""));

        assertThat(recipe.path("recipe")
                        .path("inputs")
                        .path("main")
                        .path("items")
                        .size())
                .isEqualTo(2);
        assertThat(JsonMapper.shared()
                        .readTree(recipe.path("payload").stringValue())
                        .path("mode")
                        .stringValue())
                .isEqualTo("UNION");
    }

    private HttpResponse<String> send(String key, String method, String path, String body) throws Exception {
        return raw(key, method, "/dip/publicapi" + path, body);
    }

    private HttpResponse<String> raw(String key, String method, String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(java.net.URI.create(sandbox.address() + path))
                .header("Authorization", basic(key + ":"))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
