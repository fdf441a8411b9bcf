package io.blockyard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls of the API over real HTTP, as somebody with a token makes them. */
final class ApiCalls implements AutoCloseable {

    private final String server;
    private final HttpClient http = HttpClient.newHttpClient();

    ApiCalls(String server) {
        this.server = server;
    }

    /** A call without a token. */
    HttpResponse<String> nobody(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(server + path)).build(), BodyHandlers.ofString());
    }

    /** Asserts that a refusal is problem details of this status, and gives its first problem. */
    static JsonNode refused(HttpResponse<String> response, int status, @Nullable String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(response.body()).doesNotContain("io.blockyard").doesNotContain("Exception");
        var document = json(response);
        assertThat(document.path("status").intValue()).isEqualTo(status);
        assertThat(document.path("detail").stringValue()).isNotBlank();
        var problem = document.at("/problems/0");
        if (code != null) {
            assertThat(problem.path("code").stringValue()).isEqualTo(code);
        }
        return problem;
    }

    HttpResponse<String> get(String path, String token, String accept) throws Exception {
        return http.send(request(path, token).header("Accept", accept).GET().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String token, String body) throws Exception {
        return send("POST", path, token, "application/json", body);
    }

    HttpResponse<String> send(String method, String path, String token, String type, String body) throws Exception {
        var request = request(path, token)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> sendBytes(String path, String token, byte[] zip) throws Exception {
        var request = request(path, token)
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(zip))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(server + "/api/v1" + path)).header("Authorization", "Bearer " + token);
    }

    static byte[] zip(String path, String text) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(path));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    static JsonNode json(HttpResponse<String> response) {
        return WireFormat.json().readTree(response.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
