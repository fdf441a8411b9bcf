package io.blockyard.search.match;

import io.blockyard.search.language.Language;
import io.blockyard.search.match.MatchResult.Understood;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What would help when no block clearly serves a need, in the language of who reads it. */
final class Tips {

    /** Of what somebody said, in characters. */
    private static final int LONGEST = 80;

    private Tips() {}

    static List<String> of(Band band, Understood understood, int blocks, Language language) {
        var said = Sentences.in(language);
        if (blocks == 0) {
            return List.of(said.empty());
        }
        if (understood.terms().isEmpty()) {
            return List.of(said.nothingSaid());
        }
        var tips = new ArrayList<String>();
        if (!understood.unread().isEmpty()) {
            tips.add(said.unread().formatted(said.quoted(understood.unread())));
        }
        if (band == Band.MATCH) {
            return List.copyOf(tips);
        }
        if (!understood.uncovered().isEmpty()) {
            tips.add(said.uncovered().formatted(said.quoted(understood.uncovered())));
        }
        tips.add(band == Band.MAYBE ? said.sayMore() : said.lookOn());
        return List.copyOf(tips);
    }

    /** The sentences of one language. */
    private record Sentences(
            String empty,
            String nothingSaid,
            String unread,
            String uncovered,
            String sayMore,
            String lookOn,
            String opening,
            String closing) {

        static final Sentences ENGLISH = new Sentences(
                "The catalog is empty: crawl a project first.",
                "Say it with the equipment, the data or the result that you want.",
                "This was too much to read, and was not looked for: %s. Ask for it by itself.",
                "No block speaks of %s: say it in other words, or leave it out.",
                "Say more of what you have and what you want to get, or look at the blocks found.",
                "Browse the catalog by domain, or crawl the project that has it.",
                "\u201c",
                "\u201d");

        static final Sentences FRENCH = new Sentences(
                "Le catalogue est vide\u00a0: lisez d\u2019abord un projet.",
                "Dites-le avec l\u2019\u00e9quipement, les donn\u00e9es ou le r\u00e9sultat souhait\u00e9.",
                "C\u2019\u00e9tait trop long \u00e0 lire et n\u2019a pas \u00e9t\u00e9 cherch\u00e9\u00a0: %s. Demandez-le \u00e0 part.",
                "Aucun bloc ne parle de %s\u00a0: dites-le autrement, ou sans cela.",
                "Pr\u00e9cisez ce que vous avez et ce que vous voulez obtenir, ou regardez les blocs trouv\u00e9s.",
                "Parcourez le catalogue par domaine, ou lisez le projet qui l\u2019a.",
                "\u00ab\u00a0",
                "\u00a0\u00bb");

        static Sentences in(Language language) {
            return switch (language) {
                case ENGLISH -> ENGLISH;
                case FRENCH -> FRENCH;
            };
        }

        private static String shortened(String words) {
            int end = words.length() > LONGEST ? words.lastIndexOf(' ', LONGEST) : words.length();
            return end == words.length() ? words : words.substring(0, end < 0 ? LONGEST : end) + "\u2026";
        }

        String quoted(List<String> words) {
            return words.stream()
                    .map(word -> opening + shortened(word) + closing)
                    .collect(Collectors.joining(", "));
        }
    }
}
