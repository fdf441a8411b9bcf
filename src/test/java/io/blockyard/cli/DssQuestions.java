package io.blockyard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a DSS instance over its public API as any client would, without this product's own client. */
record DssQuestions(String url, String key) {

    JsonNode get(String path) throws IOException, InterruptedException {
        var credentials = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(url + "/public/api" + path))
                .header("Authorization", "Basic " + credentials)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            return JsonMapper.shared().readTree(response.body());
        }
    }
}
