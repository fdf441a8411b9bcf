package io.blockyard.api;

import static io.blockyard.api.ApiCalls.json;
import static io.blockyard.api.ApiCalls.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blockyard.access.Role;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks and what is decided of them, over the API and the command line. */
class CatalogApiTest extends PortalCalls {

    @Test
    void aBlockIsReadInAllItsForms() throws Exception {
        var block = json(api.get("/blocks/VIBRATION_FEATURES", viewer, "application/json"));
        assertThat(block.at("/manifest/block_id").stringValue()).isEqualTo("VIBRATION_FEATURES");
        var versions = json(api.get("/blocks/VIBRATION_FEATURES/versions", viewer, "application/json"));
        assertThat(versions.at("/items/0/manifest/version").stringValue()).isEqualTo("1.0.0");
        assertThat(api.get("/blocks/VIBRATION_FEATURES/article", viewer, "text/markdown")
                        .body())
                .startsWith("---");
        var bundle = api.get("/blocks/VIBRATION_FEATURES/versions/1.0.0/bundle", viewer, "application/zip");
        assertThat(bundle.headers().firstValue("ETag"))
                .hasValue('"' + block.path("digest").stringValue() + '"');
        var registry = api.get("/registry", viewer, "application/zip");
        assertThat(registry.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(registry.headers().firstValueAsLong("Content-Length").orElse(0))
                .isGreaterThan(10_000);
        assertThat(registry.body()).startsWith("PK").contains("Library/blocks/index.json");
        assertThat(api.get("/registry", viewer, "application/zip").body()).isEqualTo(registry.body());
    }

    @Test
    void anArticleIsWrittenOnTopOfARevision() throws Exception {
        var author = portal.token("art", Role.AUTHOR);
        var path = "/blocks/ALERTING/article";
        var first = json(api.get(path, author, "application/json"));
        var text = first.path("markdown").stringValue();
        var longer = WireFormat.write(new ArticleRequest(text + "\n## Ours\n\nBy us.\n", 1L, "Ours"));

        refused(api.send("PUT", path, viewer, "application/json", longer), 403, "access.forbidden");
        refused(api.send("PUT", path, author, "application/json", "{\"markdown\": \"x\"}"), 400, "api.invalid-field");
        assertThat(json(api.send("PUT", path, author, "application/json", longer))
                        .path("revision")
                        .intValue())
                .isEqualTo(2);
        var other = WireFormat.write(new ArticleRequest(text + "\n## Ours\n\nBy others.\n", 1L, ""));
        refused(api.send("PUT", path, author, "application/json", other), 409, "article.changed-meanwhile");
        assertThat(json(api.get(path + "/revisions", viewer, "application/json"))
                        .at("/items/0/reason")
                        .stringValue())
                .isEqualTo("Ours");
        assertThat(api.get(path + "/revisions/1", viewer, "text/markdown").body())
                .isEqualTo(text);
        refused(api.get(path + "/revisions/9", viewer, "text/markdown"), 404, "article.no-revision");
        assertThat(json(api.post(path + "/restore", author, "{\"revision\": 1}"))
                        .path("markdown")
                        .stringValue())
                .isEqualTo(text);
        assertThat(json(api.get("/conflicts", viewer, "application/json")).path("items"))
                .isEmpty();
        var decision = WireFormat.write(new ConflictDecision("section:Inputs", null, "", 3L));
        refused(api.post(path + "/conflicts", author, decision), 404, "article.no-conflict");
    }

    @Test
    void filesStandBesideAnArticleAndNeverRun(@TempDir Path desk) throws Exception {
        var path = "/blocks/VIBRATION_FEATURES/article/attachments";
        var picture = new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1};
        Files.write(desk.resolve("a pump.png"), picture);
        Files.writeString(desk.resolve("flow.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Files.writeString(desk.resolve("evil.svg"), "<svg onload='alert(1)'/>");
        var author = shell(desk, portal.token("otto", Role.AUTHOR));
        var reader = shell(desk, viewer);

        assertThat(author.run("article", "attachment", "add", "vibration_features", "a pump.png")
                        .out())
                .contains("attachment:a%20pump.png");
        assertThat(author.run("article", "attachment", "add", "VIBRATION_FEATURES", "flow.svg")
                        .exitCode())
                .isZero();
        assertThat(author.run("article", "attachment", "add", "VIBRATION_FEATURES", "evil.svg")
                        .err())
                .contains("a script in onload");
        assertThat(reader.run("article", "attachment", "add", "VIBRATION_FEATURES", "flow.svg")
                        .exitCode())
                .isEqualTo(5);
        refused(api.send("PUT", path + "/x.html", admin, "text/html", "<p>"), 400, "attachment.type");
        refused(api.send("PUT", path + "/x.csv", viewer, "text/csv", "a,b"), 403, "access.forbidden");
        refused(api.send("DELETE", path + "/flow.svg", viewer, "text/csv", ""), 403, "access.forbidden");
        refused(api.get(path + "/none.png", viewer, "image/png"), 404, "attachment.not-found");
        refused(api.get(path + "?revision=999", viewer, "application/json"), 404, "article.no-revision");

        var shown = api.get(path + "/a%20pump.png", viewer, "*/*").headers();
        assertThat(shown.firstValue("Content-Type")).contains("image/png");
        assertThat(shown.firstValue("Content-Disposition").orElseThrow()).startsWith("inline");
        var drawing = api.get(path + "/flow.svg", viewer, "*/*").headers();
        assertThat(drawing.firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
        assertThat(drawing.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(drawing.firstValue("Content-Security-Policy").orElseThrow()).contains("sandbox", "'none'");

        long with = json(api.get("/blocks/VIBRATION_FEATURES/article", viewer, "application/json"))
                .path("revision")
                .longValue();
        assertThat(author.run("article", "attachment", "remove", "VIBRATION_FEATURES", "a pump.png")
                        .exitCode())
                .isZero();
        assertThat(reader.run("article", "attachment", "list", "VIBRATION_FEATURES")
                        .out())
                .contains("flow.svg")
                .doesNotContain("pump");
        assertThat(reader.run("article", "attachment", "get", "VIBRATION_FEATURES", "a pump.png", "--out", "back.png")
                        .exitCode())
                .isEqualTo(2);
        var earlier = reader.run(
                "article",
                "attachment",
                "get",
                "VIBRATION_FEATURES",
                "a pump.png",
                "--revision",
                "" + with,
                "--out",
                "back.png");
        assertThat(earlier.exitCode()).as(earlier.err()).isZero();
        assertThat(Files.readAllBytes(desk.resolve("back.png"))).isEqualTo(picture);
    }

    @Test
    void theStandingOfABlockIsDecidedOverEachDoor(@TempDir Path desk) throws Exception {
        var ours = shell(desk, admin);
        var theirs = shell(desk, viewer);
        var block = "/blocks/ANOMALY_DETECTION";

        assertThat(theirs.run("block", "deprecate", "ANOMALY_DETECTION", "--message", "x")
                        .exitCode())
                .isEqualTo(5);
        refused(put(block + "/deprecation", admin, "{\"message\": \" \"}"), 400, null);
        refused(put(block + "/deprecation", admin, "{\"message\": \"x\", \"replaced_by\": \"NO_SUCH\"}"), 404, null);
        assertThat(ours.run(
                                "block",
                                "deprecate",
                                "ANOMALY_DETECTION",
                                "--message",
                                "Superseded",
                                "--replaced-by",
                                "VIBRATION_FEATURES")
                        .exitCode())
                .isZero();
        assertThat(api.get(block, viewer, "application/json").body()).contains("Superseded", "VIBRATION_FEATURES");
        assertThat(ours.run("block", "reinstate", "ANOMALY_DETECTION").exitCode())
                .isZero();
        refused(put(block + "/versions/9.0.0/yank", admin, "{\"reason\": \"x\"}"), 404, null);
        refused(put(block + "/versions/1.0.0/yank", viewer, "{\"reason\": \"x\"}"), 403, "catalog.not-owner");
        assertThat(ours.run("block", "yank", "ANOMALY_DETECTION", "1.0.0", "--reason", "Doubles alerts")
                        .exitCode())
                .isZero();
        assertThat(api.get(block + "/versions", viewer, "application/json").body())
                .contains("Doubles alerts");
        assertThat(ours.run("block", "restore", "ANOMALY_DETECTION", "1.0.0").exitCode())
                .isZero();
        refused(put(block + "/owners", composer, "{\"owners\": [\"carl\"]}"), 403, null);
        assertThat(put(block + "/owners", admin, "{\"owners\": [\"ada\"]}").body())
                .contains("ada");
        refused(api.post(block + "/promotion", admin, "{}"), 400, null);
        refused(api.post(block + "/promotion", admin, "{\"digest\": \"0123456789ab\"}"), 409, "catalog.no-draft");
        assertThat(ours.run("block", "promote", "ANOMALY_DETECTION", "--as", "9.0.0")
                        .err())
                .contains("has no draft");
    }

    @Test
    void aMirrorIsAddedReadAndRemoved(@TempDir Path desk) throws Exception {
        var ours = shell(desk, admin);

        refused(api.get("/mirrors", viewer, "application/json"), 403, "access.forbidden");
        refused(api.post("/mirrors", admin, "{\"name\": \"m\", \"kind\": \"tape\"}"), 400, "mirror.kind");
        assertThat(ours.run(
                                "mirror",
                                "add",
                                "files",
                                "--kind",
                                "folder",
                                "--folder",
                                desk.resolve("tree").toString())
                        .exitCode())
                .isZero();
        assertThat(ours.run("mirror", "add", "files", "--kind", "folder", "--folder", "/x")
                        .err())
                .contains("already");
        await().until(() -> Files.exists(desk.resolve("tree/Library/blocks/index.json")));
        var imported = await().until(() -> ours.run("mirror", "import", "files", "--json"), run -> run.exitCode() == 0);
        assertThat(imported.exitCode()).as(imported.out() + imported.err()).isZero();
        assertThat(imported.json().path("blocks").intValue()).isZero();
        assertThat(ours.run("mirror", "remove", "files").exitCode()).isZero();
        refused(api.post("/mirrors/files/runs", admin, ""), 404, "mirror.not-found");
    }

    @Test
    void rulesOfClassificationAreReplacedWholeOrNotAtAll(@TempDir Path desk) throws Exception {
        var ours = shell(desk, admin);

        var rules = ours.run("classification", "show", "--json").out();
        Files.writeString(desk.resolve("rules.json"), rules);
        assertThat(ours.run("classification", "set", "rules.json").exitCode()).isZero();
        Files.writeString(desk.resolve("wrong.json"), rules.replaceFirst("\"like\" ?: ?\"", "\"like\": \"("));
        assertThat(ours.run("classification", "set", "wrong.json").exitCode()).isEqualTo(2);
        assertThat(shell(desk, viewer).run("classification", "reset").exitCode())
                .isEqualTo(5);
        assertThat(ours.run("classification", "reset").exitCode()).isZero();
    }

    @Test
    void credentialsAreForAdministrators(@TempDir Path desk) throws Exception {
        refused(api.get("/credentials", viewer, "application/json"), 403, "access.forbidden");
        assertThat(shell(desk, admin)
                        .run("credential", "list", "--json")
                        .json()
                        .path("items")
                        .isArray())
                .isTrue();
        refused(put("/credentials/allowed/no-such", admin, "{}"), 404, null);
    }

    private static HttpResponse<String> put(String path, String token, String body) throws Exception {
        return api.send("PUT", path, token, "application/json", body);
    }
}
