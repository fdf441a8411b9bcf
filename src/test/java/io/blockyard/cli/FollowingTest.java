package io.blockyard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.blockyard.api.TaskEvents;
import io.blockyard.api.TaskView;
import io.blockyard.api.WireFormat;
import io.blockyard.iac.Plans.FollowUp;
import io.blockyard.problem.Problem;
import io.blockyard.task.TaskStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingTest {

    /** First a proxy says that nothing is behind it, then nothing answers, then the server is back. */
    @Test
    void aServerThatRestartsIsWaitedFor() throws Exception {
        var asked = new CountDownLatch(1);
        var proxy = server(0, 502, "<html>Bad Gateway</html>".getBytes(StandardCharsets.UTF_8), asked);
        int port = proxy.getAddress().getPort();
        var said = new StringWriter();
        var following = following(port, said);
        var restart = new FutureTask<>(() -> {
            asked.await();
            proxy.stop(0);
            Thread.sleep(Pause.SHORT.multipliedBy(2));
            return server(port, 200, WireFormat.json().writeValueAsBytes(ended()), new CountDownLatch(1));
        });
        Thread.ofVirtual().start(restart);

        assertThat(following.toEnd(UUID.randomUUID()).status()).isEqualTo(TaskStatus.SUCCEEDED);
        restart.get().stop(0);
        assertThat(said.toString()).containsOnlyOnce("waiting for it to come back");
    }

    /** The apply stands and the build goes on, whether DSS answers just now or not. */
    @Test
    void aBuildIsFollowedOverARestartOfDss() throws Exception {
        var problem = Problem.error("dss.unreachable", "The DSS instance cannot be reached.", "");
        var answers = new ArrayDeque<Answer>();
        answers.add(new Answer(502, WireFormat.json().writeValueAsBytes(new WireFormat.Problems(List.of(problem)))));
        answers.add(new Answer(200, WireFormat.json().writeValueAsBytes(new FollowUp("build", "done", "Done.", "j"))));
        var server = server(0, answers::remove);
        try {
            var said = new StringWriter();
            var build = following(server.getAddress().getPort(), said).buildToEnd("a-plan");
            assertThat(build.status()).isEqualTo("done");
            assertThat(said.toString()).containsOnlyOnce("DSS does not answer");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aDownloadThatBreaksOffLeavesTheFileThatWasThere(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("bundle.zip"), "the old one");
        var sent = new AtomicInteger(3);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 7);
            exchange.getResponseBody().write("the new".getBytes(StandardCharsets.UTF_8), 0, sent.get());
            exchange.getResponseBody().flush();
            exchange.close();
        });
        server.start();
        try {
            var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            var client = new ServerClient(address, "token");
            assertThatThrownBy(() -> Download.save(client, ApiPath.of("zip"), "application/zip", file))
                    .hasMessageContaining("broke off");
            assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
            assertThat(file).hasContent("the old one");
            assertThatThrownBy(() -> Download.save(
                            client,
                            ApiPath.of("zip"),
                            "application/zip",
                            folder.resolve("absent").resolve("b.zip")))
                    .hasMessageContaining("cannot be written");
            sent.set(7);
            Download.save(client, ApiPath.of("zip"), "application/zip", file);
            assertThat(file).hasContent("the new");
        } finally {
            server.stop(0);
        }
    }

    private static Following following(int port, StringWriter said) {
        var terminal = new Terminal(
                new PrintWriter(new StringWriter()),
                new PrintWriter(said, true),
                InputStream.nullInputStream(),
                Map.of(),
                Path.of(""),
                false);
        return new Following(new ServerClient(URI.create("http://127.0.0.1:" + port), "token"), terminal);
    }

    private static TaskEvents ended() {
        var task = new TaskView(
                UUID.randomUUID(),
                "crawl",
                "PLANT",
                "ada",
                TaskStatus.SUCCEEDED,
                "",
                0,
                0,
                false,
                List.of(),
                Instant.EPOCH,
                null,
                null);
        return new TaskEvents(task, List.of(), 0);
    }

    private static HttpServer server(int port, int status, byte[] body, CountDownLatch asked) throws IOException {
        return server(port, () -> {
            asked.countDown();
            return new Answer(status, body);
        });
    }

    private record Answer(int status, byte[] body) {}

    private static HttpServer server(int port, Supplier<Answer> answers) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            var answer = answers.get();
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
            exchange.close();
        });
        server.start();
        return server;
    }
}
