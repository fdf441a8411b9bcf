package io.blockyard.iac;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stands between a client and an instance, and lets calls fail as networks and servers do. */
final class FaultyDss implements AutoCloseable {

    /** How long a silent call is held; a client that is to notice waits for less. */
    static final Duration SILENCE = Duration.ofMillis(1600);

    /** What becomes of a call; after {@code _AFTER} it has taken effect, but the caller does not get to know. */
    enum Fate {
        PASS,
        CUT_BEFORE,
        CUT_AFTER,
        ERROR_BEFORE,
        ERROR_AFTER,
        SILENT_BEFORE,
        SILENT_AFTER,
        CONFLICT_BEFORE,
        CONFLICT_AFTER;

        boolean takesEffect() {
            return this == PASS || name().endsWith("_AFTER");
        }
    }

    /** One call as it came in. */
    record Call(String method, String path, String body) {

        boolean writes() {
            return !method.equals("GET");
        }
    }

    /** A call that took effect, and how the instance answered it. */
    record Effect(Call call, int status) {}

    private final URI instance;
    private final HttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Effect> effects = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Function<Call, Fate> fates = call -> Fate.PASS;

    FaultyDss(URI instance) throws IOException {
        this.instance = instance;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Decides from now on; forgets the effects so far. */
    void deal(Function<Call, Fate> newFates) {
        effects.clear();
        fates = newFates;
    }

    /** From now on all goes well. What a caller that was killed had sent is over when this returns. */
    void heal() {
        fates = call -> Fate.PASS;
        await().until(() -> underWay.get() == 0);
    }

    List<Effect> effects() {
        return List.copyOf(effects);
    }

    private void handle(HttpExchange exchange) throws IOException {
        underWay.incrementAndGet();
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().toString();
            var call = new Call(exchange.getRequestMethod(), path, new String(body, StandardCharsets.UTF_8));
            var fate = fates.apply(call);
            var answer = fate.takesEffect() ? forward(exchange, call, body) : null;
            switch (fate) {
                case PASS -> {
                    if (answer != null) {
                        send(exchange, answer.statusCode(), answer.body());
                    }
                }
                case CUT_BEFORE, CUT_AFTER -> {}
                case SILENT_BEFORE, SILENT_AFTER -> Thread.sleep(SILENCE);
                case ERROR_BEFORE, ERROR_AFTER -> send(exchange, 500, failure("it broke"));
                case CONFLICT_BEFORE, CONFLICT_AFTER -> send(exchange, 409, failure("somebody else is at it"));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, Call call, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(instance.resolve(call.path()))
                .method(call.method(), BodyPublishers.ofByteArray(body))
                .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        var answer = http.send(request.build(), BodyHandlers.ofByteArray());
        if (call.writes()) {
            effects.add(new Effect(call, answer.statusCode()));
        }
        return answer;
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] failure(String message) {
        return "{\"errorType\":\"Failure\",\"message\":\"%s\"}"
                .formatted(message)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
