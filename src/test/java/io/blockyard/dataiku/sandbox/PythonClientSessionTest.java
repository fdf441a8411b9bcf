package io.blockyard.dataiku.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.dataiku.ProjectFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The requests of one long session with DSS's own Python client (14.3), as that client writes them: no content type,
 * double slashes, Python's booleans, odd parts of forms. The session is a list of requests in the order in which they
 * were sent, each with the status of its answer; {@code keep} names parts of an answer that later requests contain.
 */
class PythonClientSessionTest {

    private static final String SESSION = "python-client-session.jsonl";
    private static final List<String> ODD_BODIES = List.of("[]", "\"text\"", "{}", "{\"", "null", """
            {"name": {"a": 1}, "projectKey": [], "type": 7, "params": [], "schema": [], "tags": {}, "columns": {},
             "recipePrototype": [], "creationSettings": 5, "recipe": "x", "payload": {}, "article": [], "taxonomy": {},
             "standard": [], "items": 3, "settings": "x", "exposedObjects": [], "outputs": [[]], "sources": [3]}""", """
            {"name": "../../x", "oldName": "..", "newName": "a/b", "oldPath": "/../..", "newPath": "..", "id": "..",
             "projectKey": "../x", "type": "python", "recipePrototype": {"type": "join", "name": ".", "inputs": [],
             "outputs": {"main": {"items": [3, {"ref": 5}]}}}, "creationSettings": {"virtualInputs": [[], {}]}}""");

    private static final String BOUNDARY = "287f29692761acb55aae297a72bd50dc";

    @TempDir
    Path projects;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, byte[]> kept = new HashMap<>();

    @Test
    void isAnsweredUnderBothBases() throws Exception {
        var surprises = new ArrayList<String>();
        try (var sandbox = Sandbox.start(SandboxOptions.local(projects, "key"))) {
            var bases = new ArrayDeque<>(List.of("/dip/publicapi", "/public/api"));
            for (var request : session()) {
                bases.addLast(bases.removeFirst());
                var answer = send(sandbox.address() + bases.getFirst(), request);
                if (answer.status() != request.path("status").asInt(0)) {
                    surprises.add(answer.status() + " for " + request + ": " + answer.text());
                }
                keep(request, answer);
            }
        }

        assertThat(surprises).isEmpty();
        var project = ProjectFolder.at(projects.resolve("PY"), "PY").read();
        assertThat(project.warnings()).isEmpty();
        assertThat(project.recipes()).hasSizeGreaterThan(20);
    }

    /** Whatever a body holds, the answer is one of DSS's, never a failure of the sandbox. */
    @Test
    void takesOddBodiesAsFaultsOfTheClient() throws Exception {
        var surprises = new ArrayList<String>();
        try (var sandbox = Sandbox.start(SandboxOptions.local(projects, "key"))) {
            var base = sandbox.address() + "/public/api";
            for (var request : session()) {
                if (request.has("keep") || !request.path("method").stringValue().equals("GET")) {
                    keep(request, send(base, request));
                }
            }
            var requests = withBodies();
            assertThat(requests).hasSizeGreaterThan(40);
            for (var request : requests) {
                for (var odd : ODD_BODIES) {
                    var answer = send(base, request.deepCopy().put("body", odd));
                    if (answer.status() >= 500 && answer.status() != 501) {
                        surprises.add(answer.status() + " for " + request + " with " + odd + ": " + answer.text());
                    }
                }
            }
        }
        assertThat(surprises).isEmpty();
    }

    /** One request for each method and kind of path that takes a document. */
    private static List<ObjectNode> withBodies() throws IOException {
        var requests = new LinkedHashMap<String, ObjectNode>();
        for (var request : session()) {
            if (request.has("body") && request instanceof ObjectNode document) {
                requests.putIfAbsent(
                        document.path("method").stringValue()
                                + document.path("path").stringValue().replaceAll("/(datasets|recipes)/[^/]+", "/$1/X"),
                        document);
            }
        }
        return List.copyOf(requests.values());
    }

    private void keep(JsonNode request, Answered answer) {
        request.path("keep")
                .properties()
                .forEach(part ->
                        kept.put(part.getKey(), answer.part(part.getValue().stringValue())));
    }

    private static List<JsonNode> session() throws IOException {
        try (var lines = PythonClientSessionTest.class.getResourceAsStream(SESSION)) {
            assertThat(lines).as(SESSION).isNotNull();
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        }
    }

    private Answered send(String base, JsonNode request) throws IOException, InterruptedException {
        var query = request.path("query").asString("");
        var uri = base + filled(request.path("path").stringValue()) + (query.isEmpty() ? "" : "?" + filled(query));
        var builder = HttpRequest.newBuilder(URI.create(uri))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("key:".getBytes(StandardCharsets.UTF_8)));
        var body = body(request);
        if (request.has("upload")) {
            builder.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        }
        builder.method(
                request.path("method").stringValue(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        var response = http.send(builder.build(), BodyHandlers.ofByteArray());
        return new Answered(response.statusCode(), response.body());
    }

    private byte[] body(JsonNode request) throws IOException {
        if (request.has("upload")) {
            return form(request.path("upload"));
        }
        if (request.has("bodyBase64")) {
            return Base64.getDecoder().decode(request.path("bodyBase64").stringValue());
        }
        return filled(request.path("body").asString("")).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] form(JsonNode upload) throws IOException {
        var form = new ByteArrayOutputStream();
        var type = Optional.ofNullable(upload.get("type")).map(text -> "\r\nContent-Type: " + text.stringValue());
        form.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + upload.path("name").stringValue() + "\"" + type.orElse("") + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.write(content(upload));
        form.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    private byte[] content(JsonNode upload) {
        if (upload.has("from")) {
            return kept.getOrDefault(upload.path("from").stringValue(), new byte[0]);
        }
        return upload.has("contentBase64")
                ? Base64.getDecoder().decode(upload.path("contentBase64").stringValue())
                : upload.path("content").stringValue().getBytes(StandardCharsets.UTF_8);
    }

    private String filled(String text) {
        var filled = text;
        for (var part : kept.entrySet()) {
            filled = filled.replace("{" + part.getKey() + "}", new String(part.getValue(), StandardCharsets.UTF_8));
        }
        return filled;
    }

    /** An answer to a request. */
    private record Answered(int status, byte[] body) {

        byte[] part(String pointer) {
            return pointer.equals("(body)")
                    ? body
                    : JsonMapper.shared()
                            .readTree(body)
                            .at(pointer)
                            .asString("")
                            .getBytes(StandardCharsets.UTF_8);
        }

        String text() {
            var text = new String(body, StandardCharsets.UTF_8);
            return text.substring(0, Math.min(300, text.length()));
        }
    }
}
