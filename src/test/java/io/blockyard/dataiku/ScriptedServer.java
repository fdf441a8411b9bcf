package io.blockyard.dataiku;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A real HTTP server that answers what a test wants, one answer after the other; the last one stays. */
final class ScriptedServer implements AutoCloseable {

    private final HttpServer server;
    private final String scheme;
    private final List<Long> times = new CopyOnWriteArrayList<>();

    private ScriptedServer(HttpServer server, String scheme, HttpHandler handler) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            times.add(System.nanoTime());
            handler.handle(exchange);
        });
        server.start();
    }

    /** One answer. */
    record Reply(int status, Map<String, String> headers, String body) {

        static Reply of(int status, String body) {
            return new Reply(status, Map.of(), body);
        }

        Reply with(String header, String value) {
            return new Reply(status, Map.of(header, value), body);
        }
    }

    static ScriptedServer answering(Reply... replies) throws IOException {
        Queue<Reply> script = new ArrayDeque<>(Arrays.asList(replies));
        return new ScriptedServer(HttpServer.create(anyPort(), 0), "http", exchange -> {
            Reply reply;
            synchronized (script) {
                reply = script.size() > 1 ? script.remove() : script.element();
            }
            send(exchange, reply);
        });
    }

    /** Answers by path; what is not there is 404. */
    static ScriptedServer answering(Map<String, Reply> byPath) throws IOException {
        return new ScriptedServer(HttpServer.create(anyPort(), 0), "http", byPath(byPath));
    }

    /** The same, encrypted, as {@code localhost}. */
    static ScriptedServer encrypted(SSLContext tls, Map<String, Reply> byPath) throws IOException {
        var server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new ScriptedServer(server, "https", byPath(byPath));
    }

    /** A server that answers nothing at all. */
    static ScriptedServer silent() throws IOException {
        return new ScriptedServer(HttpServer.create(anyPort(), 0), "http", exchange -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException closed) {
                exchange.close();
            }
        });
    }

    URI url() {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort());
    }

    int calls() {
        return times.size();
    }

    /** Between one call and the next. */
    long millisBefore(int call) {
        return (times.get(call) - times.get(call - 1)) / 1_000_000;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static HttpHandler byPath(Map<String, Reply> byPath) {
        return exchange ->
                send(exchange, byPath.getOrDefault(exchange.getRequestURI().getPath(), Reply.of(404, "nothing here")));
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        try (exchange) {
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            var body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
