package io.blockyard.dataiku.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that somebody uploads who means no good, and files of the machine that somebody asks for. */
class HostileArchiveTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.json",
                "project_config/../../outside.json",
                "/outside.json",
                "project_config//outside.json",
                "project_config\\..\\outside.json",
                "project_config/./x.json",
                "uploads/../../outside.json",
                "project_config/a\u0000b.json"
            })
    void refusesNamesThatLeadOut(String name) throws IOException {
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> PackedProject.read(zip("project_config/params.json", name)))
                .withMessageContaining("bad name");
    }

    @Test
    void takesNothingThatIsNotOfAProject() throws IOException {
        var packed = PackedProject.read(zip(
                "project_config/params.json",
                "project_config/datasets/d.json",
                "project_config/.data/jobs/x.json",
                ".data/bundles/x.zip",
                "anything/else.txt",
                "uploads/d/rows.csv"));

        assertThat(packed.files().keySet())
                .containsExactlyInAnyOrder("params.json", "datasets/d.json", ".data/uploads/d/rows.csv");
    }

    @Test
    void saysWhatIsWrongWithWhatIsNoProject() throws IOException {
        var random = new byte[2_000];
        new Random(3).nextBytes(random);
        var whole = zip("project_config/params.json", "project_config/datasets/d.json");
        for (var zip : List.of(random, new byte[0], zip("readme.txt"), Arrays.copyOf(whole, whole.length / 3))) {
            assertThatExceptionOfType(Fault.class)
                    .isThrownBy(() -> PackedProject.read(zip))
                    .satisfies(fault -> assertThat(fault.status()).isEqualTo(400));
        }
    }

    @Test
    void leavesNothingBehindOfAnUploadThatIsRefused() throws Exception {
        try (var sandbox = Sandbox.start(SandboxOptions.local(folder, "key"))) {
            var answer = upload(sandbox.address(), zip("project_config/params.json", "../outside.json"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("bad name");
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(folder.resolveSibling("outside.json")).doesNotExist();
    }

    @Test
    void showsFilesOfTheMachineToAdministratorsOnly() throws Exception {
        var archive = folder.resolve("bundle.zip");
        Files.write(archive, zip("project_config/params.json"));
        var options = new SandboxOptions(
                folder.resolve("projects"),
                "127.0.0.1",
                0,
                List.of(SandboxKey.parse("boss:admin"), SandboxKey.parse("hand:write")));
        try (var sandbox = Sandbox.start(options)) {
            post(sandbox.address(), "boss", "/projects/", "{\"projectKey\": \"P\"}");
            var path = "/projects/P/bundles/imported/actions/importFromArchive?archivePath=" + archive;
            assertThat(post(sandbox.address(), "hand", path, "").statusCode()).isEqualTo(403);
            assertThat(post(sandbox.address(), "boss", path, "").statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> upload(URI address, byte[] zip) throws Exception {
        var body = new ByteArrayOutputStream();
        body.write("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.write(zip);
        body.write("\r\n--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(address + "/public/api/projects/import/upload"))
                .header("Authorization", "Bearer key")
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    private static HttpResponse<String> post(URI address, String key, String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address + "/public/api" + path))
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }

    private static byte[] zip(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("{}".getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
