package io.blockyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** What an administrator's script does over the API of a portal while people look at its screens. */
final class PortalScript {

    private final PortalProcess portal;
    private final String token;

    private PortalScript(PortalProcess portal, String token) {
        this.portal = portal;
        this.token = token;
    }

    /** With a token that is made on the command line. */
    static PortalScript of(PortalProcess portal) {
        var data = portal.data().toString();
        var made = portal.run(Map.of(), "token", "create", "--user", "admin", "--data", data);
        return new PortalScript(portal, made.output().strip());
    }

    void person(String name, String password, String roles) {
        post("people", """
                {"name": "%s", "display_name": "", "password": "%s", "roles": [%s]}
                """.formatted(name, password, roles));
    }

    void post(String what, String body) {
        send("POST", what, body);
    }

    void put(String what, String body) {
        send("PUT", what, body);
    }

    private void send(String method, String what, String body) {
        var request = HttpRequest.newBuilder(portal.address().resolve("/api/v1/" + what))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
