package io.blockyard.search.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.search.Blocks;
import io.blockyard.search.ListFeed;
import io.blockyard.search.index.IndexFollower;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.MiniLmEmbedder;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A word that nearly all blocks have says little of which is meant; it is not missing for that. */
class CommonWordTest {

    private static final int SITES = 30;
    /** Some stay as they were, so that the others lie beside what they were before. */
    private static final int AGAIN = 12;

    @Test
    void what_most_blocks_have_is_found_in_them_also_while_they_are_written_again() throws IOException {
        var feed = new ListFeed();
        try (var embedder = new MiniLmEmbedder();
                var follower = new IndexFollower(feed, null, null)) {
            for (int time = 0; time < 2; time++) {
                for (int site = 0; site < (time == 0 ? SITES : AGAIN); site++) {
                    feed.put(
                            Blocks.block("FRAUD_" + site, "Card fraud, site " + site, "Time " + time, "any", "site"),
                            "");
                }
                follower.catchUp();
            }
            var engine = new MatchEngine(embedder, LanguagePacks::own);

            var result = engine.match(follower.index(), MatchRequest.of("find card fraud", 3));

            assertThat(result.understood().uncovered()).isEmpty();
            assertThat(result.matches().getFirst().speaksFor())
                    .extracting(MatchResult.Reason::kind)
                    .contains("word");
            assertThat(result.matches().getFirst().speaksAgainst())
                    .extracting(MatchResult.Reason::kind)
                    .doesNotContain("missing");
        }
    }
}
