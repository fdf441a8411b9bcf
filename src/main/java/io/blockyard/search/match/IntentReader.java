package io.blockyard.search.match;

import io.blockyard.search.language.Language;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.Lexicon;
import io.blockyard.search.language.Lexicon.Term;
import io.blockyard.search.language.Measures;
import io.blockyard.search.language.Stems;
import io.blockyard.search.language.Word;
import io.blockyard.search.language.Words;
import io.blockyard.search.match.Concept.Alternative;
import io.blockyard.search.match.Concept.Origin;
import io.blockyard.search.match.Concept.Role;
import io.blockyard.search.match.Intent.Correction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a need: its language, what it speaks of in the catalog's own words, and where another need may begin. */
final class IntentReader {

    private static final int MOST_WORDS = 80;
    private static final int LONGEST_TEXT = 2_000;
    private static final double SYNONYM = 0.5;
    private static final double SYNONYM_OF_TRANSLATION = 0.35;
    private static final double NEXT_TRANSLATION = 0.1;
    private static final double LEAST = 0.25;
    private static final double AS_MEASURE = 0.6;
    private static final int MOST_JOINED = 4;
    private static final int MOST_LOOKUPS = 24;
    private static final int MOST_NEIGHBOURED = 12;
    private static final double LEAST_OF_NEIGHBOUR = 0.3;
    private static final double MOST_OF_NEIGHBOUR = 0.74;
    private static final double NEAR_TO_KNOWN = 0.65;
    private static final double PER_COSINE = 1.6;

    private final Lexicon lexicon;
    private final Candidates catalog;
    private final Neighbours neighbours;
    private final Language language;
    private final String text;
    private final List<Word> words;
    private final List<Role> roles;
    private final List<Concept> concepts = new ArrayList<>();
    private final List<Correction> corrections = new ArrayList<>();
    private final StringBuilder restated = new StringBuilder();
    private final String unread;
    private int lookups;

    private IntentReader(LanguagePacks packs, Candidates catalog, Neighbours neighbours, String text) {
        this.neighbours = neighbours;
        this.lexicon = new Lexicon(packs, catalog::frequency, this::nearestWord);
        this.catalog = catalog;
        this.text = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        var all = Words.of(this.text);
        this.words = all.size() > MOST_WORDS ? all.subList(0, MOST_WORDS) : all;
        this.unread = text.substring(
                        all.size() > MOST_WORDS ? all.get(MOST_WORDS).start() : this.text.length())
                .strip();
        this.language = lexicon.language(text, words);
        this.roles = Roles.of(words, language);
    }

    /** Understands a need against the words that the catalog has. */
    static Intent read(String text, LanguagePacks packs, Candidates catalog, Neighbours neighbours) {
        return new IntentReader(packs, catalog, neighbours, text).read();
    }

    private Intent read() {
        int at = 0;
        while (at < words.size()) {
            at = readAt(at);
        }
        measures();
        addNeighbours();
        concepts.sort(Comparator.comparingInt(Concept::from));
        return new Intent(
                text,
                language,
                List.copyOf(concepts),
                List.copyOf(corrections),
                Joint.of(words, language),
                small(),
                Asking.begins(words, language),
                restated.toString().strip(),
                wanted(),
                unread);
    }

    /** The text between what is excluded, without the marks that led there. */
    private String wanted() {
        var kept = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i <= words.size(); i++) {
            if (i == words.size() || roles.get(i) == Role.EXCLUDED) {
                if (i > from) {
                    kept.add(said(from, i));
                }
                from = i + 1;
            }
        }
        return String.join(" ", kept);
    }

    /** What is no text at all must not cost a look for each of its words. */
    private Optional<String> nearestWord(String word, int slips) {
        lookups++;
        return lookups > MOST_LOOKUPS ? Optional.empty() : catalog.nearestWord(word, slips);
    }

    /** A measure takes the place of its words. */
    private void measures() {
        for (var measure : Measures.of(words)) {
            var said = said(measure.from(), measure.to());
            var ways = new ArrayList<Alternative>();
            ways.add(new Alternative(said, List.of(measure.term()), 1));
            concepts.removeIf(concept -> {
                boolean within = concept.from() >= measure.from() && concept.to() <= measure.to();
                if (within) {
                    concept.alternatives().stream()
                            .map(way -> new Alternative(way.text(), way.stems(), AS_MEASURE * way.weight()))
                            .forEach(ways::add);
                }
                return within;
            });
            concepts.add(
                    new Concept(said, measure.from(), measure.to(), ways, roles.get(measure.from()), Origin.MEASURE));
        }
    }

    /** A word that blocks have themselves seldom means a neighbour, which may well be what tells a sibling apart. */
    private static double weight(double cosine, boolean ofCatalog) {
        double weight = Math.min(MOST_OF_NEIGHBOUR, LEAST_OF_NEIGHBOUR + PER_COSINE * (cosine - 0.55));
        return ofCatalog ? 0.6 * weight : weight;
    }

    /** What comes near in meaning among the words of this catalog. */
    private void addNeighbours() {
        var asked = concepts.stream()
                .filter(concept -> concept.origin() != Origin.MEASURE && concept.role() != Role.EXCLUDED)
                .limit(MOST_NEIGHBOURED)
                .map(concept -> concept.literal().text())
                .toList();
        var near = neighbours.near(asked);
        concepts.replaceAll(concept -> {
            var found = near.getOrDefault(concept.literal().text(), List.of());
            if (found.isEmpty() || concept.origin() == Origin.MEASURE || concept.role() == Role.EXCLUDED) {
                return concept;
            }
            boolean ofCatalog = concept.literal().stems().stream().allMatch(stem -> catalog.frequency(stem) > 0);
            var ways = new ArrayList<>(concept.alternatives());
            for (var neighbour : found) {
                var stems = stems(neighbour.word());
                boolean meant = !ofCatalog || neighbour.cosine() >= NEAR_TO_KNOWN;
                if (meant
                        && !stems.isEmpty()
                        && ways.stream().noneMatch(way -> way.stems().equals(stems))) {
                    ways.add(new Alternative(neighbour.word(), stems, weight(neighbour.cosine(), ofCatalog)));
                }
            }
            return new Concept(concept.said(), concept.from(), concept.to(), ways, concept.role(), concept.origin());
        });
    }

    /** Reads the concept that begins here and says where the next one may begin. */
    private int readAt(int at) {
        var term = lexicon.at(words, at, language);
        int to = at + term.words();
        if (term.kind() == Term.Kind.SMALL) {
            if (language == Language.ENGLISH && roles.get(at) != Role.EXCLUDED) {
                restate(words.get(at).text());
            }
            return to;
        }
        if (term.kind() == Term.Kind.CORRECTED) {
            corrections.add(new Correction(words.get(at).text(), term.meanings().getFirst()));
        }
        var alternatives = alternatives(term);
        if (term.words() == 1) {
            int joined = joinedTo(at);
            if (joined > at + 1) {
                to = joined;
                alternatives = joined(at, to, alternatives);
            }
        }
        if (!alternatives.isEmpty()) {
            var concept = new Concept(said(at, to), at, to, alternatives, roles.get(at), origin(term));
            concepts.add(concept);
            if (concept.role() != Role.EXCLUDED) {
                restate(concept.literal().text());
            }
        }
        return to;
    }

    /** After the last word that is written as one with this: {@code no-show}, {@code asset_id}. */
    private int joinedTo(int at) {
        int to = at + 1;
        while (to < words.size() && words.get(to).joined() && to - at < MOST_JOINED) {
            to++;
        }
        return to;
    }

    /** Words that are written as one are looked for as one and apart. */
    private List<Alternative> joined(int from, int to, List<Alternative> ofFirst) {
        var whole = words.subList(from, to).stream().map(Word::folded).collect(Collectors.joining());
        var parts = words.subList(from, to).stream()
                .filter(word -> word.folded().length() > 1)
                .map(word -> Stems.english(word.folded()))
                .distinct()
                .toList();
        var ways = new ArrayList<Alternative>();
        if (!parts.isEmpty()) {
            ways.add(new Alternative(said(from, to).replaceAll("[_\\-/.]+", " "), parts, 1));
        }
        ways.add(new Alternative(whole, List.of(Stems.english(whole)), 1));
        ofFirst.stream().skip(1).forEach(ways::add);
        return ways;
    }

    private void restate(String words) {
        restated.append(words).append(' ');
    }

    private static Origin origin(Term term) {
        return switch (term.kind()) {
            case SMALL, SAID -> Origin.SAID;
            case TRANSLATED -> Origin.TRANSLATED;
            case CORRECTED -> Origin.CORRECTED;
            case UNKNOWN -> Origin.UNKNOWN;
        };
    }

    private List<Alternative> alternatives(Term term) {
        var weights = new LinkedHashMap<String, Double>();
        if (term.kind() == Term.Kind.SAID && stems(term.meanings().getFirst()).isEmpty()) {
            return List.of();
        }
        var meanings = term.kind() == Term.Kind.TRANSLATED ? inCatalogFirst(term.meanings()) : term.meanings();
        for (int i = 0; i < meanings.size(); i++) {
            weights.putIfAbsent(meanings.get(i), 1 - NEXT_TRANSLATION * i);
        }
        double first = term.kind() == Term.Kind.TRANSLATED ? SYNONYM_OF_TRANSLATION : SYNONYM;
        for (int i = 0; i < term.synonyms().size(); i++) {
            weights.putIfAbsent(term.synonyms().get(i), Math.max(LEAST, first - 0.05 * i));
        }
        var alternatives = new ArrayList<Alternative>();
        weights.forEach((meaning, weight) -> {
            var stems = stems(meaning);
            if (!stems.isEmpty()
                    && alternatives.stream().noneMatch(a -> a.stems().equals(stems))) {
                alternatives.add(new Alternative(meaning, stems, weight));
            }
        });
        return alternatives;
    }

    /** What a translation is called here: the first meaning that blocks have, unless none has any. */
    private List<String> inCatalogFirst(List<String> meanings) {
        var known = meanings.stream()
                .filter(m -> stems(m).stream().allMatch(stem -> catalog.frequency(stem) > 0))
                .findFirst();
        if (known.isEmpty() || known.get().equals(meanings.getFirst())) {
            return meanings;
        }
        var ordered = new ArrayList<String>();
        ordered.add(known.get());
        meanings.stream().filter(m -> !m.equals(known.get())).forEach(ordered::add);
        return ordered;
    }

    private List<String> stems(String meaning) {
        return Words.of(meaning).stream()
                .filter(word -> !lexicon.isSmall(word, Language.ENGLISH))
                .map(word -> Stems.english(word.folded()))
                .distinct()
                .toList();
    }

    private String said(int from, int to) {
        return text.substring(words.get(from).start(), words.get(to - 1).end());
    }

    private double small() {
        int said = concepts.stream()
                .mapToInt(concept -> concept.to() - concept.from())
                .sum();
        return words.isEmpty() ? 0 : 1 - Math.min(1, (double) said / words.size());
    }

    /** Lengths of time and steps, as they were understood, for people. */
    static Map<String, String> measures(Intent intent) {
        return intent.concepts().stream()
                .filter(c -> c.origin() == Origin.MEASURE)
                .collect(Collectors.toMap(
                        Concept::said,
                        c -> Measures.spoken(c.literal().stems().getFirst(), intent.language()),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    /** The words of a need that were understood as something else, for people. */
    static Map<String, String> translations(Intent intent) {
        return intent.concepts().stream()
                .filter(c -> c.origin() == Origin.TRANSLATED)
                .collect(Collectors.toMap(Concept::said, c -> c.literal().text(), (a, b) -> a, LinkedHashMap::new));
    }
}
