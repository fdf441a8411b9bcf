package io.blockyard.search.match;

import io.blockyard.search.match.MatchResult.Understood;
import java.util.ArrayList;
import java.util.List;

/** What would help when no block clearly serves a need. */
final class Tips {

    private Tips() {}

    static List<String> of(Band band, Understood understood, int blocks) {
        if (band == Band.MATCH) {
            return List.of();
        }
        var tips = new ArrayList<String>();
        if (blocks == 0) {
            return List.of("The catalog is empty: crawl a project first.");
        }
        if (understood.terms().isEmpty()) {
            return List.of("Say it with the equipment, the data or the result that you want.");
        }
        if (!understood.uncovered().isEmpty()) {
            tips.add("No block speaks of " + String.join(", ", quoted(understood.uncovered()))
                    + ": say it in other words, or leave it out.");
        }
        if (band == Band.MAYBE) {
            tips.add("Say more of what you have and what you want to get, or look at the blocks found.");
        } else {
            tips.add("Browse the catalog by domain, or crawl the project that has it.");
        }
        return List.copyOf(tips);
    }

    private static List<String> quoted(List<String> words) {
        return words.stream().map(word -> "\u201c" + word + "\u201d").toList();
    }
}
