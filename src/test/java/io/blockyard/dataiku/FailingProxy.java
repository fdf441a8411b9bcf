package io.blockyard.dataiku;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Stands before an instance and answers 500 for some of its paths. */
final class FailingProxy implements AutoCloseable {

    private final HttpServer server;
    private final URI instance;
    private final List<String> failing;
    private final HttpClient client = HttpClient.newHttpClient();

    private FailingProxy(URI instance, List<String> failing) throws IOException {
        this.instance = instance;
        this.failing = failing;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    static FailingProxy before(URI instance, String... failing) throws IOException {
        return new FailingProxy(instance, List.of(failing));
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            if (failing.stream().anyMatch(path::contains)) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            var request = HttpRequest.newBuilder(URI.create(instance + path))
                    .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            Optional.of(answer.headers())
                    .flatMap(headers -> headers.firstValue("Content-Type"))
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
