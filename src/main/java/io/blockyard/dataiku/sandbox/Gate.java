package io.blockyard.dataiku.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes requests in under both bases of the API, knows keys, and turns failures into DSS's form of an error. */
final class Gate implements HttpHandler {

    /** The version whose API is spoken. */
    static final String DSS_VERSION = "14.3.0";

    private static final System.Logger LOG = System.getLogger(Gate.class.getName());
    private static final int LARGEST_BODY = 64 << 20;
    private static final List<List<String>> BASES = List.of(List.of("public", "api"), List.of("dip", "publicapi"));

    private final List<SandboxKey> keys;
    private final Router router;

    Gate(List<SandboxKey> keys, Router router) {
        this.keys = keys;
        this.router = router;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("DSS-Version", DSS_VERSION);
            exchange.getResponseHeaders().set("DSS-API-Version", DSS_VERSION);
            var length = answer.body().length;
            exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
            if (length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                throw Fault.tooLarge(LARGEST_BODY);
            }
            var path = path(exchange.getRequestURI().getRawPath());
            var key = authenticated(exchange);
            var query = query(exchange.getRequestURI().getRawQuery());
            return router.answer(new Request(exchange.getRequestMethod(), path, Map.of(), query, body), key);
        } catch (Fault fault) {
            return Answer.fault(fault);
        } catch (UncheckedIOException | IllegalStateException failure) {
            LOG.log(System.Logger.Level.ERROR, "request failed", failure);
            return Answer.fault(Fault.internal(String.valueOf(failure.getMessage())));
        }
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

    private static Map<String, String> query(@org.jspecify.annotations.Nullable String rawQuery) {
        var query = new LinkedHashMap<String, String>();
        for (var pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
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
            for (var key : keys) {
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
}
