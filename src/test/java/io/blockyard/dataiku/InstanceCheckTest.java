package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blockyard.dataiku.Diagnosis.Name;
import io.blockyard.dataiku.Diagnosis.Outcome;
import io.blockyard.dataiku.Diagnosis.Step;
import io.blockyard.dataiku.Origin.Instance;
import io.blockyard.dataiku.ScriptedServer.Reply;
import io.blockyard.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a connection fails is told apart, and what to do is said. */
class InstanceCheckTest {

    private static final Map<String, Reply> SOUND = Map.of(
            "/public/api/auth/info", Reply.of(200, "{\"authIdentifier\": \"ada\"}"),
            "/public/api/instance-info", Reply.of(200, "{\"nodeName\": \"Design\", \"dssVersion\": \"14.3.0\"}"),
            "/public/api/projects/", Reply.of(200, "[{\"projectKey\": \"PUMPS\"}]"));

    @TempDir
    Path folder;

    private ProjectReaders readers;

    @BeforeEach
    void open() {
        readers = new ProjectReaders(folder);
    }

    @AfterEach
    void close() {
        readers.close();
    }

    @Test
    void saysWhomItReached() throws IOException {
        try (var server = ScriptedServer.answering(SOUND)) {
            var found = check(server, "");
            assertThat(found.ok()).isTrue();
            assertThat(found.message())
                    .isEqualTo("Reached Design (DSS 14.3.0) at " + server.url()
                            + " as \u201cada\u201d; the key sees 1 project.");
        }
    }

    @Test
    void tellsAPageFromDss() throws IOException {
        failsAt(Name.API, "not DSS's API", "sign-in page", Reply.of(200, "<html><h1>Welcome</h1></html>"));
        failsAt(Name.API, "not DSS's API", "without a path", Reply.of(404, "<html>not found</html>"));
        failsAt(
                Name.API,
                "redirection to https://sso.example.org/login",
                "sign-in page",
                Reply.of(302, "").with("Location", "https://sso.example.org/login"));
        failsAt(Name.API, "answered 500", "backend log", Reply.of(500, "{\"message\": \"broken\"}"));
    }

    @Test
    void tellsAWrongKeyFromOneWithoutRights() throws IOException {
        failsAt(
                Name.KEY,
                "refuses the API key",
                "still exists in DSS",
                Reply.of(401, "{\"message\": \"Unauthorized\"}"));
        failsAt(Name.KEY, "may not do this", "Give the key the right", Reply.of(403, "{}"));
    }

    @Test
    void warnsOfAnEmptyListAndOfClocksThatDisagree() throws IOException {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> answerFromThePast(server));
            var found = new InstanceCheck(readers, Instance.at("http://localhost:" + server.getLocalPort(), ""), "key")
                    .run();

            assertThat(found.ok()).isTrue();
            assertThat(found.steps())
                    .filteredOn(step -> step.outcome() == Outcome.WARNING)
                    .extracting(Step::name)
                    .containsExactly(Name.CLOCK, Name.PROJECTS);
        }
    }

    @Test
    void tellsAnUnknownHostFromADeadPortAndAForbiddenAddress() {
        assertThat(failed("http://nowhere.invalid", Name.HOST)).contains("is not known");
        assertThat(failed("http://127.0.0.1:1", Name.CONNECTION)).contains("nothing listens there");
        assertThat(failed("http://169.254.169.254", Name.HOST)).contains("an address that no DSS instance has");
    }

    @Test
    void trustsAnAuthorityOnlyWhereItIsGiven() throws Exception {
        var store = keytool("localhost", "-validity", "30");
        try (var server = ScriptedServer.encrypted(tls(store), SOUND)) {
            var stranger = check(server, "");
            assertThat(stranger.steps()).element(2).satisfies(step -> {
                assertThat(step.name()).isEqualTo(Name.ENCRYPTION);
                assertThat(step.outcome()).isEqualTo(Outcome.FAILED);
                assertThat(step.message()).contains("authority that is not trusted here");
                assertThat(step.remedy()).contains("PEM");
            });
            assertThat(stranger.steps())
                    .filteredOn(step -> step.outcome() == Outcome.SKIPPED)
                    .extracting(Step::name)
                    .containsExactly(Name.API, Name.KEY, Name.PROJECTS);

            assertThat(check(server, pem(store)).ok()).isTrue();
            assertThat(readers.open(new Instance(server.url(), pem(store)), "key")
                            .projects())
                    .hasSize(1);
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() ->
                            readers.open(new Instance(server.url(), ""), "key").projects())
                    .withMessageContaining("not trusted here");
        }
    }

    @Test
    void tellsWhatIsWrongWithACertificate() throws Exception {
        var expired = new SSLHandshakeException("handshake");
        expired.initCause(new CertPathValidatorException("path", new CertificateExpiredException("NotAfter: 2015")));
        assertThat(TlsTrouble.reason(URI.create("https://dss.example.org"), expired))
                .isEqualTo("the certificate of dss.example.org has expired");
        var other = keytool("dss.example.org", "-validity", "30");
        try (var server = ScriptedServer.encrypted(tls(other), SOUND)) {
            assertThat(check(server, pem(other)).message()).contains("not for the name localhost");
        }
        try (var server = ScriptedServer.answering(SOUND)) {
            var wrongScheme = server.url().toString().replace("http:", "https:");
            assertThat(failed(wrongScheme, Name.ENCRYPTION)).contains("does not speak TLS");
        }
    }

    /** An empty instance whose clock stands; the JDK's own server would set the date itself. */
    private static void answerFromThePast(ServerSocket server) {
        try {
            while (true) {
                try (var socket = server.accept()) {
                    var request = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                    var first = request.readLine();
                    for (var line = first; line != null && !line.isEmpty(); line = request.readLine()) {
                        // up to the end of the request
                    }
                    var body = first != null && first.contains("/projects/") ? "[]" : "{\"authIdentifier\": \"ada\"}";
                    var answer = "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 2015 00:00:00 GMT\r\nConnection: close\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body;
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void failsAt(Name step, String message, String remedy, Reply reply) throws IOException {
        try (var server = ScriptedServer.answering(reply)) {
            var found = check(server, "");
            assertThat(found.ok()).isFalse();
            assertThat(found.steps())
                    .filteredOn(one -> one.outcome() == Outcome.FAILED)
                    .singleElement()
                    .satisfies(failed -> {
                        assertThat(failed.name()).isEqualTo(step);
                        assertThat(failed.message()).contains(message);
                        assertThat(failed.remedy()).contains(remedy);
                    });
        }
    }

    private String failed(String url, Name step) {
        var found = new InstanceCheck(readers, Instance.at(url, ""), "key").run();
        assertThat(found.steps())
                .filteredOn(one -> one.outcome() == Outcome.FAILED)
                .extracting(Step::name)
                .containsExactly(step);
        return found.message();
    }

    private Diagnosis check(ScriptedServer server, String authority) {
        return new InstanceCheck(readers, new Instance(server.url(), authority), "key").run();
    }

    private Path keytool(String host, String... validity) throws IOException, InterruptedException {
        var store = folder.resolve("store-" + System.nanoTime() + ".p12");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-keystore",
                store.toString()));
        command.addAll(List.of(validity));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(process.waitFor()).isZero();
        return store;
    }

    private static SSLContext tls(Path store) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(store), "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(Path store) throws Exception {
        var certificate = load(store).getCertificate("server").getEncoded();
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static KeyStore load(Path store) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }
}
