package io.blockyard.search.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.BlockId;
import io.blockyard.search.match.MatchResult.Match;
import io.blockyard.search.match.MatchResult.Understood;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which part of an intent a block that was kept is said to have served. */
class ServedNeedsTest {

    private static final BlockId SOLAR = new BlockId("SOLAR");
    private static final BlockId LOAD = new BlockId("LOAD");
    private static final BlockId OTHER = new BlockId("OTHER");

    private static final String WANTED = "solar and load";

    private final MatchResult proposed =
            proposed(match("SOLAR", "solar yield"), match("LOAD", "load of the grid"), near("OTHER"));

    @Test
    void each_block_that_was_proposed_and_kept_served_its_part() {
        assertThat(ServedNeeds.of(proposed, WANTED, List.of(LOAD, SOLAR)))
                .containsOnly(Map.entry(SOLAR, "solar yield"), Map.entry(LOAD, "load of the grid"));
        assertThat(ServedNeeds.of(proposed, WANTED, List.of(SOLAR, LOAD, OTHER)))
                .containsOnlyKeys(SOLAR, LOAD);
    }

    @Test
    void a_block_taken_in_place_of_the_one_put_aside_served_the_part_instead() {
        assertThat(ServedNeeds.of(proposed, WANTED, List.of(SOLAR, OTHER)))
                .containsOnly(Map.entry(SOLAR, "solar yield"), Map.entry(OTHER, "load of the grid"));
    }

    @Test
    void where_it_is_not_clear_who_served_what_nothing_is_said() {
        assertThat(ServedNeeds.of(proposed, WANTED, List.of(OTHER, new BlockId("FOURTH"))))
                .isEmpty();
        assertThat(ServedNeeds.of(proposed(match("SOLAR", "")), WANTED, List.of(SOLAR, OTHER)))
                .isEmpty();
        assertThat(ServedNeeds.of(proposed, WANTED, List.of(OTHER)))
                .as("in place of which")
                .isEmpty();
    }

    @Test
    void one_block_of_two_that_were_proposed_served_its_part_and_not_all() {
        assertThat(ServedNeeds.of(proposed, WANTED, List.of(SOLAR))).containsOnly(Map.entry(SOLAR, "solar yield"));
    }

    @Test
    void one_block_for_all_of_it_or_a_near_one_in_its_place_served_what_is_wanted() {
        var whole = proposed(match("SOLAR", ""), near("OTHER"));
        assertThat(ServedNeeds.of(whole, WANTED, List.of(SOLAR))).containsOnly(Map.entry(SOLAR, WANTED));
        assertThat(ServedNeeds.of(whole, WANTED, List.of(OTHER))).containsOnly(Map.entry(OTHER, WANTED));
        assertThat(ServedNeeds.of(proposed(near("OTHER")), WANTED, List.of(OTHER)))
                .as("where nothing was proposed")
                .containsOnly(Map.entry(OTHER, WANTED));
        assertThat(ServedNeeds.of(whole, WANTED, List.of(LOAD)))
                .as("a block that has nothing to do with it")
                .isEmpty();
    }

    private static MatchResult proposed(Match... matches) {
        var understood = new Understood(
                List.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        return new MatchResult(
                "solar and load", "en", Band.MATCH, 0.9, List.of(matches), understood, List.of(), List.of(), 1);
    }

    private static Match match(String id, String need) {
        return new Match(id, "1.0.0", id, "", "", "", 1, 0.9, true, need, List.of(), List.of());
    }

    /** Listed, and not proposed. */
    private static Match near(String id) {
        return new Match(id, "1.0.0", id, "", "", "", 1, 0.1, false, "", List.of(), List.of());
    }
}
