package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.util.Timeout;
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
    /** A bundle without data is far below. */
    private static final long LARGEST_ANSWER = 256L << 20;

    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private final URI base;
    private final String authorization;
    private final DssClient.Patience patience;
    private final HttpWire wire;
    private final Pace pace;
    private final Supplier<Allowance> allowances;

    DssHttp(URI base, String apiKey, DssClient.Patience patience, HttpWire wire, Pace pace) {
        this(
                base,
                "Basic " + Base64.getEncoder().encodeToString((apiKey + ":").getBytes(StandardCharsets.UTF_8)),
                patience,
                wire,
                pace,
                () -> new Allowance(LARGEST_ANSWER));
    }

    private DssHttp(
            URI base,
            String authorization,
            DssClient.Patience patience,
            HttpWire wire,
            Pace pace,
            Supplier<Allowance> allowances) {
        this.base = base;
        this.authorization = authorization;
        this.patience = patience;
        this.wire = wire;
        this.pace = pace;
        this.allowances = allowances;
    }

    /** The same instance, for calls whose answers together are no more than is allowed. */
    DssHttp within(Allowance allowance) {
        return new DssHttp(base, authorization, patience, wire, pace, () -> allowance);
    }

    /** The same instance, waited for no longer than this; a connection as long as before. */
    DssHttp with(DssClient.Patience other) {
        return new DssHttp(base, authorization, other, wire, pace, allowances);
    }

    /** The instance as people know it, such as {@code https://dss.example.org}. */
    URI base() {
        return base;
    }

    JsonNode get(String path) {
        return DssErrors.json(base, path, send("GET", path, null));
    }

    /**
     * One attempt; what is wrong with the answer is for the caller to say.
     *
     * @throws ProblemException REMOTE when nobody answers
     */
    Answer ask(String path) {
        try {
            return exchange(request("GET", path, null));
        } catch (IOException failure) {
            throw DssErrors.unreachable(base, patience, failure);
        }
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
        return looseJson(send("POST", path, json(body)));
    }

    void postText(String path, String body) {
        send("POST", path, new StringEntity(body, ContentType.APPLICATION_JSON));
    }

    /** Sends a file as a form. */
    JsonNode upload(String path, String fileName, byte[] content) {
        return looseJson(send(
                "POST",
                path,
                MultipartEntityBuilder.create()
                        .addBinaryBody("file", content, ContentType.APPLICATION_OCTET_STREAM, fileName)
                        .build()));
    }

    byte[] download(String path) {
        return send("GET", path, null);
    }

    /** As {@link #download}, where the API wants to be told more than an address. */
    byte[] downloadFor(String path, JsonNode body) {
        return send("POST", path, json(body));
    }

    JsonNode put(String path, JsonNode body) {
        return looseJson(send("PUT", path, json(body)));
    }

    /** As {@link #put}, but never tried again: for what does not come to the same when it is done twice. */
    void putOnce(String path, JsonNode body) {
        try {
            sendPatiently("PUT", path, json(body), 1);
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    void delete(String path) {
        send("DELETE", path, null);
    }

    private byte[] send(String method, String path, @Nullable HttpEntity body) {
        try {
            return sendPatiently(method, path, body, patience.attempts());
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    private byte[] sendPatiently(String method, String path, @Nullable HttpEntity body, int attempts)
            throws InterruptedException {
        for (var attempt = 1; ; attempt++) {
            var last = attempt >= attempts;
            try {
                pace.await();
                var answer = exchange(request(method, path, body));
                if (answer.status() < 300) {
                    return answer.body();
                }
                if (attempt > 1 && isGone(method, answer.status())) {
                    return answer.body();
                }
                if (last || !worthRepeating(method, answer.status())) {
                    throw DssErrors.refused(base, method, path, answer.status(), answer.location(), answer.body());
                }
                if (answer.status() == 429 || answer.status() == 503) {
                    pace.holdStill(shorter(answer.retryAfter(), patience.longestWait()));
                }
                rest(attempt, answer.retryAfter());
            } catch (IOException failure) {
                if (last || !worthRepeating(method, failure)) {
                    throw DssErrors.unreachable(base, patience, failure);
                }
                rest(attempt, Duration.ZERO);
            }
        }
    }

    /** An earlier attempt whose answer was lost has deleted it. */
    private static boolean isGone(String method, int status) {
        return method.equals("DELETE") && status == 404;
    }

    private ClassicHttpRequest request(String method, String path, @Nullable HttpEntity body) {
        var request = ClassicRequestBuilder.create(method)
                .setUri(base + API + path)
                .setHeader("Authorization", authorization)
                .setHeader("Accept", "application/json");
        if (body != null) {
            request.setEntity(body);
        }
        return request.build();
    }

    private static HttpEntity json(JsonNode body) {
        return new StringEntity(body.toString(), ContentType.APPLICATION_JSON);
    }

    private Answer exchange(ClassicHttpRequest request) throws IOException {
        var context = HttpClientContext.create();
        context.setRequestConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(patience.answer()))
                .setConnectionRequestTimeout(Timeout.of(patience.answer()))
                .build());
        return wire.client()
                .execute(request, context, response -> Answer.of(response, patience.answer(), allowances.get()));
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
        if (failure instanceof SSLException || failure instanceof UnknownHostException) {
            return false;
        }
        var neverSent = failure instanceof ConnectException || failure instanceof ConnectTimeoutException;
        return neverSent || !method.equals("POST");
    }

    private void rest(int attempt, Duration asked) throws InterruptedException {
        var growing = patience.firstWait().multipliedBy(1L << Math.min(attempt - 1, 10));
        var wait = growing.compareTo(asked) > 0 ? growing : asked;
        var bounded = shorter(wait, patience.longestWait()).toMillis();
        Thread.sleep(bounded + ThreadLocalRandom.current().nextLong(bounded / 4 + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static JsonNode looseJson(byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return Documents.json().readTree(Documents.withoutNul(new String(body, StandardCharsets.UTF_8)));
        } catch (JacksonException plainText) {
            return MissingNode.getInstance();
        }
    }

    private static ProblemException interrupted() {
        Thread.currentThread().interrupt();
        return ProblemException.of(Kind.REMOTE, "dss.interrupted", "The call to DSS was interrupted.", "");
    }
}
