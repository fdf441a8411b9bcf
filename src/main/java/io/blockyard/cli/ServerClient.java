package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Blockyard's REST API as the command line uses it. Every refusal comes out as a {@link ProblemException}. */
final class ServerClient {

    /** The code of the problem when nothing answers at the server's address. */
    static final String NO_SERVER = "cli.no-server";

    /** What a proxy says when the server behind it is away. */
    private static final Set<Integer> PROXY_ALONE = Set.of(502, 503, 504);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(30);

    private final URI server;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    ServerClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    JsonNode get(ApiPath path) {
        return json(send(request(path).GET().build(), BodyHandlers.ofInputStream()));
    }

    JsonNode post(ApiPath path, Object body) {
        return json(send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(WireFormat.write(body)))
                        .build(),
                BodyHandlers.ofInputStream()));
    }

    /** A body that is text of its own, such as YAML. */
    JsonNode postText(ApiPath path, String mediaType, String body) {
        return json(send(
                request(path)
                        .header("Content-Type", mediaType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofInputStream()));
    }

    JsonNode put(ApiPath path, Object body) {
        return json(send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(WireFormat.write(body)))
                        .build(),
                BodyHandlers.ofInputStream()));
    }

    /** Puts a file there. @throws ProblemException NOT_FOUND when there is no such file */
    JsonNode upload(ApiPath path, String mediaType, Path file) {
        try {
            return json(send(
                    request(path)
                            .timeout(UPLOAD_PATIENCE)
                            .header("Content-Type", mediaType)
                            .PUT(BodyPublishers.ofFile(file))
                            .build(),
                    BodyHandlers.ofInputStream()));
        } catch (FileNotFoundException missing) {
            throw new ProblemException(
                    Kind.NOT_FOUND, Problem.error("cli.no-file", "There is no file " + file + ".", ""), missing);
        }
    }

    JsonNode delete(ApiPath path) {
        return json(send(request(path).DELETE().build(), BodyHandlers.ofInputStream()));
    }

    /** The body of another form than JSON; the caller closes it. */
    InputStream download(ApiPath path, String mediaType) {
        return send(request(path).setHeader("Accept", mediaType).GET().build(), BodyHandlers.ofInputStream())
                .body();
    }

    /** A body that is Markdown. */
    String text(ApiPath path) {
        try (var body = download(path, "text/markdown")) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new ProblemException(Kind.SETTINGS, unreachable(broken), broken);
        }
    }

    private HttpRequest.Builder request(ApiPath path) {
        return HttpRequest.newBuilder(URI.create(server + path.text()))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", "blockyard-cli")
                .header("Accept", "application/json");
    }

    private HttpResponse<InputStream> send(HttpRequest request, HttpResponse.BodyHandler<InputStream> handler) {
        try {
            var response = http.send(request, handler);
            if (response.statusCode() >= 400) {
                throw refusal(response);
            }
            return response;
        } catch (IOException unreachable) {
            throw new ProblemException(Kind.SETTINGS, unreachable(unreachable), unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Kind.SETTINGS, unreachable(interrupted), interrupted);
        }
    }

    private Problem unreachable(Exception cause) {
        var why = cause.getMessage() == null || cause.getMessage().isBlank() ? "" : " (" + cause.getMessage() + ")";
        return Problem.error(
                NO_SERVER,
                "No Blockyard server answers at " + server + why + ".",
                "Start one with “blockyard start”, or name another by --server or BLOCKYARD_SERVER.");
    }

    private JsonNode json(HttpResponse<InputStream> response) {
        try (var body = response.body()) {
            var bytes = body.readAllBytes();
            return bytes.length == 0
                    ? WireFormat.json().createObjectNode()
                    : WireFormat.json().readTree(bytes);
        } catch (IOException | JacksonException notOurs) {
            throw new ProblemException(Kind.SETTINGS, notBlockyard(), notOurs);
        }
    }

    private ProblemException refusal(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            var problems = WireFormat.json()
                    .readValue(body.readAllBytes(), WireFormat.Problems.class)
                    .problems();
            if (response.statusCode() == 500) {
                throw new ServerFailed(problems);
            }
            if (!problems.isEmpty()) {
                return new ProblemException(kind(response.statusCode()), problems);
            }
        } catch (JacksonException notOurs) {
            // said below
        }
        return new ProblemException(
                Kind.SETTINGS,
                List.of(
                        PROXY_ALONE.contains(response.statusCode())
                                ? unreachable(new IOException("a proxy answers " + response.statusCode()))
                                : notBlockyard()));
    }

    private Problem notBlockyard() {
        return Problem.error(
                "cli.not-blockyard",
                server + " answers, but not as a Blockyard of this version does.",
                "Check the address in --server or BLOCKYARD_SERVER.");
    }

    /** The server failed as it should not. */
    static final class ServerFailed extends RuntimeException {

        private final transient List<Problem> problems;

        ServerFailed(List<Problem> problems) {
            super("The server failed.");
            this.problems = problems;
        }

        List<Problem> problems() {
            return problems;
        }
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHENTICATED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.NOT_FOUND;
            case 409 -> Kind.CONFLICT;
            case 422 -> Kind.UNPLANNABLE;
            case 502 -> Kind.REMOTE;
            case 503 -> Kind.SETTINGS;
            default -> Kind.INVALID;
        };
    }
}
