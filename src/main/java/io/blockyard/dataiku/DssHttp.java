package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls to one instance: who we are, time and size limits, repetition of what failed for a moment only, and DSS's
 * errors as sentences. Redirects are not followed: the address that was allowed is the address that is asked.
 */
final class DssHttp {

    private static final String API = "/public/api";
    private static final long LARGEST_ANSWER = 256L << 20;
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private final URI base;
    private final String authorization;
    private final DssClient.Patience patience;
    private final HttpClient http;

    DssHttp(URI base, String apiKey, DssClient.Patience patience) {
        this.base = base;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((apiKey + ":").getBytes(StandardCharsets.UTF_8));
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.connect())
                .build();
    }

    /** The instance as people know it, such as {@code https://dss.example.org}. */
    URI base() {
        return base;
    }

    JsonNode get(String path) {
        return json(path, send("GET", path, null));
    }

    /** As {@link #get}, but an object that does not exist is no error. */
    Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (ProblemException failure) {
            if (failure.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** The answer's document; a {@link MissingNode} when the answer is empty or plain text. */
    JsonNode post(String path, JsonNode body) {
        return looseJson(send("POST", path, body.toString()));
    }

    void postText(String path, String body) {
        send("POST", path, body);
    }

    JsonNode put(String path, JsonNode body) {
        return looseJson(send("PUT", path, body.toString()));
    }

    void delete(String path) {
        send("DELETE", path, null);
    }

    private byte[] send(String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(base + API + path))
                .timeout(patience.answer())
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (body != null) {
            request.header("Content-Type", "application/json; charset=utf-8");
        }
        return sendPatiently(method, path, request.build());
    }

    private byte[] sendPatiently(String method, String path, HttpRequest request) {
        for (var attempt = 1; ; attempt++) {
            var last = attempt >= patience.attempts();
            try {
                var response = http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
                var status = response.statusCode();
                if (status < 300) {
                    return response.body();
                }
                if (last || !worthRepeating(method, status)) {
                    throw DssErrors.refused(base, method, path, status, response.body());
                }
                rest(attempt, retryAfter(response));
            } catch (IOException failure) {
                if (last || !worthRepeating(method, failure)) {
                    throw DssErrors.unreachable(base, patience, failure);
                }
                rest(attempt, Duration.ZERO);
            } catch (InterruptedException interrupted) {
                throw interrupted();
            }
        }
    }

    /** A request that may have taken effect is repeated only when doing it twice is the same as doing it once. */
    private static boolean worthRepeating(String method, int status) {
        return switch (method) {
            case "POST" -> status == 429 || status == 503;
            case "GET" -> BUSY.contains(status) || status == 500;
            default -> BUSY.contains(status);
        };
    }

    private static boolean worthRepeating(String method, IOException failure) {
        if (failure instanceof SSLException || failure.getCause() instanceof UnknownHostException) {
            return false;
        }
        var neverSent = failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
        return neverSent || !method.equals("POST");
    }

    private void rest(int attempt, Duration asked) {
        var growing = patience.firstWait().multipliedBy(1L << Math.min(attempt - 1, 10));
        var wait = growing.compareTo(asked) > 0 ? growing : asked;
        var bounded = Math.min(wait.toMillis(), patience.longestWait().toMillis());
        try {
            Thread.sleep(bounded + ThreadLocalRandom.current().nextLong(bounded / 4 + 1));
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,4}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
    }

    private JsonNode json(String path, byte[] body) {
        try {
            return Documents.json().readTree(body);
        } catch (JacksonException noJson) {
            throw DssErrors.notDss(base, path, noJson);
        }
    }

    private static JsonNode looseJson(byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return Documents.json().readTree(body);
        } catch (JacksonException plainText) {
            return MissingNode.getInstance();
        }
    }

    private static ProblemException interrupted() {
        Thread.currentThread().interrupt();
        return ProblemException.of(Kind.REMOTE, "dss.interrupted", "The call to DSS was interrupted.", "");
    }
}
