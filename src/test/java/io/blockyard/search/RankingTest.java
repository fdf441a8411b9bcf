package io.blockyard.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.SharedData;
import io.blockyard.access.Actor;
import io.blockyard.block.BlockManifest;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.index.IndexFollower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How often the block that serves a need stands first, with words alone. */
class RankingTest {

    private final JsonMapper json = JsonMapper.shared();

    @Test
    void english_needs_in_natural_words_find_their_block_first() throws IOException {
        var folder = SharedData.require("data/intents");
        var ranks = new TreeMap<String, int[]>();
        try (var follower = indexed(folder.resolve("blocks.jsonl"))) {
            var search = new BlockSearch(follower);
            for (var intent : lines(folder.resolve("intents.jsonl"))) {
                if (intent.path("kind").asString().equals("single")) {
                    var key = "set " + intent.path("set").asString() + " "
                            + intent.path("lang").asString();
                    var counts = ranks.computeIfAbsent(key, k -> new int[3]);
                    int rank = rank(search, intent);
                    counts[0]++;
                    counts[1] += rank == 1 ? 1 : 0;
                    counts[2] += rank >= 1 && rank <= 5 ? 1 : 0;
                }
            }
        }
        ranks.forEach((key, counts) -> System.out.printf(
                "%s: n %d, first %.2f, among five %.2f%n",
                key, counts[0], counts[1] / (double) counts[0], counts[2] / (double) counts[0]));
        assertThat(share(ranks.get("set C en"))).isGreaterThan(0.85);
        assertThat(share(ranks.get("set A en"))).isGreaterThan(0.5);
    }

    private static double share(int[] counts) {
        return counts[1] / (double) counts[0];
    }

    private static int rank(BlockSearch search, JsonNode intent) {
        var expected = intent.path("expect").path(0).asString();
        var text = intent.path("text").asString(intent.path("intent").asString("")) + " ";
        var hits = search.search(Actor.system(), new SearchRequest(text, Map.of(), Sort.RELEVANCE, 0, 60))
                .hits();
        for (int i = 0; i < hits.size(); i++) {
            if (hits.get(i).id().value().equals(expected)) {
                return i + 1;
            }
        }
        return 0;
    }

    private IndexFollower indexed(Path blocks) throws IOException {
        var feed = new ListFeed();
        for (var line : lines(blocks)) {
            feed.put(
                    json.treeToValue(line, BlockManifest.class),
                    line.path("notes").asString(""));
        }
        var follower = new IndexFollower(feed, null, null);
        follower.catchUp();
        return follower;
    }

    private List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(json::readTree)
                .toList();
    }
}
