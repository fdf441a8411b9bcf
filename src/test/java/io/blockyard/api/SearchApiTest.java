package io.blockyard.api;

import static io.blockyard.api.ApiCalls.json;
import static io.blockyard.api.ApiCalls.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Searching and matching, over the API and the command line. */
class SearchApiTest extends PortalCalls {

    @Test
    void aNeedIsMatchedAndItsAskIsKeptWithWhereItCameFrom() throws Exception {
        var need = matched("{\"intent\": \"vibration features of a compressor\", \"limit\": 3}", "VIBRATION_FEATURES");
        assertThat(need.path("matches").size()).isBetween(1, 3);
        assertThat(need.at("/matches/0/id").stringValue()).isEqualTo("VIBRATION_FEATURES");
        assertThat(need.at("/matches/0/speaks_for")).isNotEmpty();
        var nothing = json(api.post("/match", viewer, "{\"intent\": \"raconte-moi une blague sur les chats\"}"));
        assertThat(nothing.path("band").stringValue()).isEqualTo("nothing");
        assertThat(nothing.path("language").stringValue()).isEqualTo("fr");
        assertThat(nothing.at("/tips/0").stringValue()).startsWith("Aucun bloc ne parle de");
        refused(api.post("/match", viewer, "{\"intent\": \" \"}"), 400, "match.intent");

        refused(api.post("/blocks/VIBRATION_FEATURES/asks", viewer, "{\"text\": \"hear bad bearings\"}"), 403, null);
        var ask = api.post("/blocks/VIBRATION_FEATURES/asks", admin, "{\"text\": \"hear bad bearings\"}");
        assertThat(ask.statusCode()).isEqualTo(201);
        var origins = json(api.get("/blocks/VIBRATION_FEATURES/asks", viewer, "application/json"))
                .path("items")
                .valueStream()
                .map(each -> each.path("origin").stringValue())
                .toList();
        assertThat(origins).startsWith("author").contains("generated");
        var heard = matched("{\"intent\": \"hear bad bearings\"}", "\"asks\"");
        assertThat(heard.at("/matches/0/id").stringValue()).isEqualTo("VIBRATION_FEATURES");
        assertThat(heard.at("/matches/0/speaks_for").toString()).contains("asks");
        var path = "/blocks/VIBRATION_FEATURES/asks/" + json(ask).path("id").stringValue();
        refused(api.send("PUT", path, viewer, "application/json", "{\"text\": \"hear worn bearings\"}"), 403, null);
        var edited = json(api.send("PUT", path, admin, "application/json", "{\"text\": \"hear worn bearings\"}"));
        assertThat(edited.path("text").stringValue()).isEqualTo("hear worn bearings");
        assertThat(edited.path("changed_by").stringValue()).isNotBlank();
        refused(api.send("PUT", path + "/hidden", admin, "application/json", "{}"), 400, "ask.kept");
        assertThat(api.send("DELETE", path, admin, "application/json", "").statusCode())
                .isEqualTo(204);
        refused(api.send("DELETE", path, admin, "application/json", ""), 404, "ask.not-found");
    }

    @Test
    void suggestionsColumnsAndFormerSearchesAreOnesOwn() throws Exception {
        matched("{\"intent\": \"vibration features\"}", "VIBRATION_FEATURES");
        assertThat(api.get("/search/suggestions?q=vibr", viewer, "application/json")
                        .body())
                .contains("VIBRATION_FEATURES");
        assertThat(api.get("/search/columns?q=asset", viewer, "application/json")
                        .body())
                .contains("asset_id");
        assertThat(api.post("/search/history", viewer, "{\"text\": \"whirling shafts\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.get("/search/suggestions?q=whirl", viewer, "application/json")
                        .body())
                .contains("whirling shafts");
        assertThat(api.get("/search/suggestions?q=whirl", composer, "application/json")
                        .body())
                .doesNotContain("whirling shafts");
        assertThat(api.send("DELETE", "/search/history", viewer, "application/json", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.get("/search/suggestions?q=whirl", viewer, "application/json")
                        .body())
                .doesNotContain("whirling shafts");
        var narrowed = "/search/facets/tag?find=RAT&q=features&domain=rotating_equipment&domain=other";
        assertThat(json(api.get(narrowed, viewer, "application/json"))
                        .at("/items/0/value")
                        .stringValue())
                .contains("rat");
        assertThat(json(api.get(narrowed + "&level=nowhere", viewer, "application/json"))
                        .path("items"))
                .isEmpty();
        for (var index : new String[] {"5", "abc", "-1"}) {
            assertThat(api.get("/blocks?tag%5B" + index + "%5D=x", viewer, "application/json")
                            .statusCode())
                    .as("no filter's name, as any other that is unknown")
                    .isEqualTo(200);
        }
        assertThat(json(api.get("/blocks?domain=nowhere,rotating_equipment", viewer, "application/json"))
                        .path("total")
                        .intValue())
                .isPositive();
        refused(api.get("/search/facets/colour", viewer, "application/json"), 400, "search.facet");
        refused(api.get("/search/suggestions?limit=0", viewer, "application/json"), 400, null);
    }

    @Test
    void theMatcherIsMeasuredAndTaughtWordsOverTheApiAndTheCommandLine(@TempDir Path desk) throws Exception {
        var ours = shell(desk, admin);
        Files.writeString(desk.resolve("fr.tsv"), "truc qui tremble\tvibration features\n");
        assertThat(ours.run("glossary", "set", "fr", "fr.tsv").out()).contains("Saved 1 line");
        assertThat(ours.run("glossary", "show", "fr").out()).isEqualTo("truc qui tremble\tvibration features\n");
        matched("{\"intent\": \"truc qui tremble\"}", "VIBRATION_FEATURES");
        var match = ours.run("match", "truc", "qui", "tremble", "--json");
        assertThat(match.json().at("/matches/0/id").stringValue()).isEqualTo("VIBRATION_FEATURES");
        assertThat(ours.run("match", "a joke about cats").out()).contains("No block serves this.");
        refused(api.send("PUT", "/search/words/fr", viewer, "application/json", "{\"lines\": \"\"}"), 403, null);
        refused(
                api.send("PUT", "/search/words/xx", admin, "application/json", "{\"lines\": \"\"}"),
                400,
                "api.invalid-field");
        assertThat(ours.run("block", "related", "vibration_features", "--json")
                        .json()
                        .propertyNames())
                .contains("can_feed", "can_be_fed_by", "similar");

        Files.writeString(desk.resolve("set.jsonl"), """
                {"intent": "vibration features", "expect": ["VIBRATION_FEATURES"]}
                {"intent": "a joke about cats", "expect": []}
                {"intent": "opera tickets", "expect": ["VIBRATION_FEATURES"]}
                """);
        var measured = ours.run("quality", "--intents", "set.jsonl", "--json");
        assertThat(measured.exitCode()).as(measured.err()).isZero();
        assertThat(measured.json().at("/report/hit1").doubleValue()).isBetween(0.5, 1.0);
        assertThat(measured.json().at("/report/none_recall").doubleValue()).isEqualTo(1);
        assertThat(measured.json().at("/report/baselines/bm25/n_single").intValue())
                .isEqualTo(2);
        assertThat(measured.json().path("missed").size()).isEqualTo(1);
        assertThat(ours.run("quality").out()).contains("hit@1").contains("baseline bm25");
        refused(api.post("/search/quality", viewer, "{\"set\": \"{}\"}"), 403, null);
        refused(api.post("/search/quality", admin, "{\"set\": \"{}\"}"), 400, "evaluate.line");
        assertThat(api.get("/search/sureness", viewer, "application/json").statusCode())
                .isEqualTo(200);
    }

    /** The answer to a need, as soon as it says this: the index follows the catalog a little later. */
    private static JsonNode matched(String question, String says) {
        return json(await().until(
                        () -> api.post("/match", viewer, question),
                        answer -> answer.body().contains(says)));
    }
}
