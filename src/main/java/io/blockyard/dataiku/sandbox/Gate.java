package io.blockyard.dataiku.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes requests in under both bases of the API, knows keys, and turns failures into DSS's form of an error. */
final class Gate implements HttpHandler {

    /** The version whose API is spoken. */
    static final String DSS_VERSION = "14.3.0";

    private static final System.Logger LOG = System.getLogger(Gate.class.getName());
    private static final int LARGEST_BODY = 256 << 20;
    private static final List<List<String>> BASES = List.of(List.of("public", "api"), List.of("dip", "publicapi"));

    private final SandboxOptions options;
    private final Misfortune misfortune;
    private final Router router;

    Gate(SandboxOptions options, Router router) {
        this.options = options;
        this.misfortune = new Misfortune(options.trouble());
        this.router = router;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var at = Instant.now();
        try (exchange) {
            var taken = new Taken();
            var answer = answer(exchange, taken);
            options.log().accept(logged(exchange, at, taken.body, answer.status()));
            send(exchange, answer);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.contentType());
        headers.set("DSS-Version", DSS_VERSION);
        headers.set("DSS-API-Version", DSS_VERSION);
        answer.headers().forEach(headers::set);
        if (answer.length() == 0) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), Math.max(answer.length(), 0));
        try (var out = exchange.getResponseBody()) {
            answer.body().writeTo(out);
        }
    }

    private Answer answer(HttpExchange exchange, Taken taken) throws IOException {
        try {
            var key = authenticated(exchange);
            taken.body = body(exchange);
            misfortune.befall();
            var uri = exchange.getRequestURI();
            var type = exchange.getRequestHeaders().getFirst("Content-Type");
            return router.answer(
                    new Request(
                            exchange.getRequestMethod(),
                            path(uri.getRawPath()),
                            Map.of(),
                            query(uri.getRawQuery()),
                            type == null ? "" : type,
                            taken.body),
                    key);
        } catch (Fault fault) {
            return Answer.fault(fault);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "request failed", failure);
            return Answer.fault(Fault.internal(String.valueOf(failure.getMessage())));
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw Fault.tooLarge(LARGEST_BODY);
        }
        return body;
    }

    private static LoggedRequest logged(HttpExchange exchange, Instant at, byte[] body, int status) {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Authorization") && !values.isEmpty()) {
                headers.put(usual(name), values.getFirst());
            }
        });
        var uri = exchange.getRequestURI();
        var query = uri.getRawQuery();
        return new LoggedRequest(
                at,
                exchange.getRequestMethod(),
                uri.getRawPath(),
                query == null ? "" : query,
                headers,
                ByteBuffer.wrap(body),
                status,
                Duration.between(at, Instant.now()));
    }

    /** {@code Content-Type}, whatever the client or the server made of it. */
    private static String usual(String name) {
        return Arrays.stream(name.split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT)
                        + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    private static List<String> path(String rawPath) {
        var segments = new ArrayList<String>();
        for (var segment : rawPath.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(decoded(segment.replace("+", "%2B")));
            }
        }
        for (var base : BASES) {
            if (segments.size() >= base.size()
                    && segments.subList(0, base.size()).equals(base)) {
                return List.copyOf(segments.subList(base.size(), segments.size()));
            }
        }
        throw Fault.notFound("The API is under /public/api and /dip/publicapi");
    }

    private static Map<String, List<String>> query(@Nullable String rawQuery) {
        var query = new LinkedHashMap<String, List<String>>();
        for (var pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                query.computeIfAbsent(decoded(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Fault.badRequest("Malformed percent-encoding: " + text);
        }
    }

    private SandboxKey authenticated(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        for (var candidate : candidates(header == null ? "" : header)) {
            for (var key : options.keys()) {
                if (equal(key.key(), candidate)) {
                    return key;
                }
            }
        }
        throw Fault.unauthorized(header == null ? "no API key" : "this API key is not known");
    }

    /** Basic with the key as user or as password, or the key as a bearer's token. */
    private static List<String> candidates(String header) {
        var space = header.indexOf(' ');
        if (space < 0) {
            return List.of();
        }
        var credentials = header.substring(space + 1).strip();
        return switch (header.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> List.of(credentials);
            case "basic" -> {
                try {
                    var pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
                    var colon = pair.indexOf(':');
                    yield colon < 0 ? List.of(pair) : List.of(pair.substring(0, colon), pair.substring(colon + 1));
                } catch (IllegalArgumentException malformed) {
                    yield List.of();
                }
            }
            default -> List.of();
        };
    }

    private static boolean equal(String left, String right) {
        return !right.isEmpty()
                && MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    /** What has been read of a request when it fails. */
    private static final class Taken {
        private byte[] body = new byte[0];
    }
}
