package io.blockyard.dataiku;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** A real git repository behind git's HTTP protocol, as far as fetching needs it; with a password if one is set. */
public final class GitServer implements AutoCloseable {

    private final HttpServer server;
    private final Path repository;
    private final Optional<String> authorization;

    private GitServer(HttpServer server, Path repository, Optional<String> authorization) {
        this.server = server;
        this.repository = repository;
        this.authorization = authorization;
    }

    /** A repository in {@code place} whose branch {@code main} holds a copy of a folder. */
    static Path repository(Path place, Path content) throws IOException, GitAPIException {
        try (var files = Files.walk(content)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = place.resolve(content.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        try (var git =
                Git.init().setDirectory(place.toFile()).setInitialBranch("main").call()) {
            commit(git);
        }
        return place.resolve(".git");
    }

    /** Everything that is in the repository's folder as the newest commit. */
    static void commit(Git git) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.add().addFilepattern(".").setUpdate(true).call();
        git.commit()
                .setMessage("State")
                .setAuthor("dss", "dss@example.org")
                .setSign(false)
                .call();
    }

    public static GitServer serving(Path repository) throws IOException {
        return serving(repository, Optional.empty());
    }

    /** @param login {@code user:password} */
    public static GitServer serving(Path repository, Optional<String> login) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var authorization =
                login.map(text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        var server = new GitServer(http, repository, authorization);
        http.createContext("/team/projects.git", server::handle);
        http.start();
        return server;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/team/projects.git";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        if (authorization.isPresent() && !authorization.equals(given)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
            var words = "HTTP Basic: Access denied".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(401, words.length);
            try (exchange) {
                exchange.getResponseBody().write(words);
            }
            return;
        }
        var pushes = exchange.getRequestURI().toString().contains("git-receive-pack");
        try (exchange;
                var opened = open()) {
            if (exchange.getRequestURI().getPath().endsWith("/info/refs")) {
                advertise(exchange, opened, pushes);
            } else {
                answer(exchange, opened, pushes);
            }
        }
    }

    private static void advertise(HttpExchange exchange, Repository opened, boolean pushes) throws IOException {
        var service = pushes ? "git-receive-pack" : "git-upload-pack";
        exchange.getResponseHeaders().set("Content-Type", "application/x-" + service + "-advertisement");
        exchange.sendResponseHeaders(200, 0);
        var out = new PacketLineOut(exchange.getResponseBody());
        out.writeString("# service=" + service + "\n");
        out.end();
        if (pushes) {
            var pack = new ReceivePack(opened);
            pack.setBiDirectionalPipe(false);
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
        } else {
            var pack = new UploadPack(opened);
            pack.setBiDirectionalPipe(false);
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
        }
    }

    private static void answer(HttpExchange exchange, Repository opened, boolean pushes) throws IOException {
        var gzipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        var body = gzipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
        var service = pushes ? "git-receive-pack" : "git-upload-pack";
        exchange.getResponseHeaders().set("Content-Type", "application/x-" + service + "-result");
        exchange.sendResponseHeaders(200, 0);
        if (pushes) {
            var pack = new ReceivePack(opened);
            pack.setBiDirectionalPipe(false);
            pack.receive(body, exchange.getResponseBody(), null);
        } else {
            var pack = new UploadPack(opened);
            pack.setBiDirectionalPipe(false);
            pack.upload(body, exchange.getResponseBody(), null);
        }
    }

    private Repository open() throws IOException {
        return new FileRepositoryBuilder().setGitDir(repository.toFile()).build();
    }
}
