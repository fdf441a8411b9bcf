package io.blockyard.api;

import static io.blockyard.api.ApiCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.RunningPortal;
import io.blockyard.access.Role;
import io.blockyard.cli.CommandRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/**
 * Calls of one whole application over real HTTP, with the compressor sample in its catalog and a person of each role.
 * All classes of a JVM share it, so that a test leaves what others read as it was.
 */
abstract class PortalCalls {

    static final RunningPortal portal = RunningPortal.ofThisJvm();
    static final ApiCalls api = new ApiCalls(portal.url());
    static final String admin = portal.token("ada", Role.ADMIN);
    static final String viewer = portal.token("vera", Role.VIEWER);
    static final String composer = portal.token("carl", Role.COMPOSER);

    /** A configuration in which nothing is wrong. */
    static final String VALID = "version: \"1.0\"\nproject: {key: API_DEMO}\n";

    private static boolean crawled;

    @BeforeAll
    static void crawlOnce() throws Exception {
        if (crawled) {
            return;
        }
        var crawl = api.post("/crawls", admin, "{\"source\": \"sandbox\", \"project\": \"COMPRESSOR_MONITORING\"}");
        assertThat(crawl.statusCode()).as(crawl.body()).isEqualTo(202);
        var story = api.get("/tasks/" + json(crawl).path("id").stringValue() + "/events", admin, "text/event-stream");
        assertThat(story.body()).contains("event:stage").contains("event:end").contains("\"SUCCEEDED\"");
        crawled = true;
    }

    /** The command line as somebody with this token uses it. */
    static CommandRun.Shell shell(Path folder, String token) {
        return CommandRun.Shell.in(folder).with(Map.of("BLOCKYARD_SERVER", portal.url(), "BLOCKYARD_TOKEN", token));
    }
}
