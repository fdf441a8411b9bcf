package io.blockyard.api;

import static io.blockyard.api.ApiCalls.json;
import static io.blockyard.api.ApiCalls.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.SharedData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crawls and the sources that they read, over the API. */
class SourcesApiTest extends PortalCalls {

    @Test
    void aWrongProjectKeyIsNotFoundAndNothingIsQueued() throws Exception {
        var before = json(api.get("/crawls", admin, "application/json"))
                .path("items")
                .size();

        var problem = refused(
                api.post("/crawls", admin, "{\"source\": \"sandbox\", \"project\": \"COMPRESSOR_MONITORIN\"}"),
                404,
                null);

        assertThat(problem.toString()).contains("COMPRESSOR_MONITORING");
        refused(api.post("/crawls", admin, "{\"source\": \"sandbx\", \"project\": \"X\"}"), 404, null);
        assertThat(json(api.get("/crawls", admin, "application/json"))
                        .path("items")
                        .size())
                .isEqualTo(before);
    }

    @Test
    void aDeadDssIsABadGateway() throws Exception {
        var added = api.post(
                "/sources", admin, "{\"name\": \"dead\", \"url\": \"http://127.0.0.1:1\", \"api_key\": \"k\"}");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.body()).doesNotContain("api_key").doesNotContain("\"k\"");

        refused(api.post("/crawls", admin, "{\"source\": \"dead\", \"project\": \"X\"}"), 502, null);
        var test = json(api.post("/sources/dead/test", admin, ""));
        assertThat(test.path("ok").booleanValue()).isFalse();
        assertThat(api.send("DELETE", "/sources/dead", admin, "application/json", "")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aFolderIsCrawledUnderTheKeyThatAPersonGives(@TempDir Path desk) {
        var folder = SharedData.require("data/dss-projects/chess_openings@81eba39");
        var shell = shell(desk, admin);

        var run = shell.run("crawl", "--path", folder.toString(), "--project", "CHESS", "--json");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.json().path("project").stringValue()).isEqualTo("CHESS");
        assertThat(run.json().at("/report/blocks")).isNotEmpty();
    }
}
