package io.blockyard.search.match;

import io.blockyard.search.language.Embedder;
import io.blockyard.search.match.Decomposition.PartBlock;
import io.blockyard.search.match.Decomposition.Served;
import io.blockyard.search.match.Scoring.Scored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One need, looked for in one state of the index: the block that serves it, or one for each of its parts. */
final class Serving {

    /** How many by words, and how many by meaning, are looked at closely; more when more are to be listed. */
    private static final int MOST = 100;
    /** A block that has this share of what a need speaks of leaves nothing for another. */
    private static final double ALL_OF_IT = 0.97;
    /** A part with so many things of which a block that surely serves the rest has none is a need of its own. */
    private static final int SAYS_ENOUGH = 2;
    /** The same beside a doubtful block, where fewer may still be talk around what it serves. */
    private static final int SAYS_MUCH = 3;

    private final Candidates catalog;
    private final @Nullable Embedder embedder;
    private final Intent intent;
    private final Scoring scoring;
    private final Confidence certainty;
    private final Map<String, List<String>> filters;
    private final int most;
    private final Outcome whole;
    private final Map<Intent, Outcome> outcomes = new ConcurrentHashMap<>();

    /**
     * @param embedder null to look by words alone
     * @param filters facet → accepted values
     * @param limit how many blocks are to be listed
     */
    Serving(
            Candidates catalog,
            @Nullable Embedder embedder,
            Tuning tuning,
            Intent intent,
            Confidence certainty,
            Map<String, List<String>> filters,
            int limit) {
        this.catalog = catalog;
        this.embedder = embedder;
        this.intent = intent;
        this.scoring = new Scoring(catalog, tuning);
        this.certainty = certainty;
        this.filters = filters;
        this.most = Math.max(MOST, limit);
        this.whole = workedOut(intent);
    }

    /**
     * What one part of a need, or all of it, came to.
     *
     * @param confidence in the best of the blocks
     */
    private record Outcome(List<Scored> ranked, double confidence) {

        Scored best() {
            return ranked.getFirst();
        }
    }

    /** The blocks for the whole need, the best first. */
    List<Scored> ranked() {
        return whole.ranked();
    }

    /** How sure it is that the best of them serves all of the need; 0 when there is none. */
    double confidence() {
        return whole.confidence();
    }

    Band band(double confidence) {
        return certainty.band(confidence);
    }

    /** How sure it is that one of them does. */
    double confidence(Scored scored) {
        return certainty.of(signs(scored, ranked()));
    }

    /** The blocks of the answer: one for the whole need, or one for each part that wants another. */
    Served served() {
        if (ranked().isEmpty()) {
            return Served.NOBODY;
        }
        var best = whole.best();
        if (best.coverage() >= ALL_OF_IT) {
            return new Served(List.of(new PartBlock(best, confidence(), "")), List.of(), List.of());
        }
        var needs = Needs.of(intent);
        var split = split(needs.parts());
        if (split.blocks().size() > 1) {
            return split.beginningWith(best.id()).leaving(List.of(), needs.left());
        }
        var implied = split(Implied.parts(intent, ranked(), scoring));
        if (implied.blocks().size() > 1) {
            return implied.beginningWith(best.id()).leaving(told(open(needs, implied.blocks())), needs.left());
        }
        return alone(needs);
    }

    /** How an ask of a block is answered without the block; empty when that says nothing. */
    Optional<Calibration.Trial> trial(String id) {
        var own = ranked().stream().filter(scored -> scored.id().equals(id)).findFirst();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        var unserved = ranked().stream()
                .filter(scored -> !scored.id().equals(id))
                .filter(scored ->
                        !scoring.areSiblings(scored.profile(), own.get().profile()))
                .toList();
        return unserved.isEmpty()
                ? Optional.empty()
                : Optional.of(new Calibration.Trial(
                        intent.language(), Confidence.USUAL.logOdds(signs(unserved.getFirst(), unserved))));
    }

    /** Parts may say the same, alone or with what they borrow. */
    private Outcome outcome(Intent part) {
        var known = outcomes.get(part);
        if (known == null) {
            known = workedOut(part);
            outcomes.put(part, known);
        }
        return known;
    }

    private Outcome workedOut(Intent part) {
        var found = catalog.find(part.concepts(), () -> vector(part), filters, most);
        var ranked = scoring.rank(part, found.candidates(), found.vector());
        return new Outcome(ranked, confidence(ranked));
    }

    private float @Nullable [] vector(Intent part) {
        return embedder == null || part.restated().isBlank() ? null : embedder.embed(part.restated());
    }

    private double confidence(List<Scored> ranked) {
        return ranked.isEmpty() ? 0 : certainty.of(signs(ranked.getFirst(), ranked));
    }

    private Signs signs(Scored scored, List<Scored> ranked) {
        return Signs.of(scored, ranked, scoring, catalog);
    }

    /** One block: of a need of which more is known to be open, for the other parts of it. */
    private Served alone(Needs needs) {
        var best = whole.best();
        var open = open(needs, List.of(new PartBlock(best, confidence(), "")));
        var missing = open.stream().filter(part -> !part.isAside()).toList();
        boolean all = missing.isEmpty() && needs.left().isEmpty();
        var block = new PartBlock(best, confidence(), all ? "" : needs.saidWithout(missing));
        return new Served(List.of(block), List.of(), List.of())
                .leaving(missing.stream().map(Needs.Part::said).toList(), needs.left());
    }

    /** The further parts of a need of which the blocks of the answer have nothing. */
    private List<Needs.Part> open(Needs needs, List<PartBlock> answering) {
        int least = switch (band(confidence())) {
            case MATCH -> SAYS_ENOUGH;
            case MAYBE -> SAYS_MUCH;
            case NOTHING -> Integer.MAX_VALUE;
        };
        var answer = answering.stream().map(block -> block.block().id()).collect(Collectors.toSet());
        return needs.open(
                ranked().stream().filter(scored -> answer.contains(scored.id())).toList(), least);
    }

    private static List<String> told(List<Needs.Part> open) {
        return open.stream()
                .filter(part -> !part.isAside())
                .map(Needs.Part::said)
                .toList();
    }

    private Served split(List<Needs.Part> parts) {
        if (parts.size() < 2) {
            return Served.NOBODY;
        }
        // each will be asked for; one after the other only the rest is
        parts.parallelStream().forEach(part -> outcome(part.own()));
        return Decomposition.of(parts, ranked(), new Decomposition.Trial() {
            @Override
            public List<Scored> rank(Intent part) {
                return outcome(part).ranked();
            }

            @Override
            public double confidence(List<Scored> ranked) {
                return Serving.this.confidence(ranked);
            }

            @Override
            public double confidenceForWhole(String id) {
                return id.equals(whole.best().id())
                        ? whole.confidence()
                        : ranked().stream()
                                .filter(scored -> scored.id().equals(id))
                                .findFirst()
                                .map(Serving.this::confidence)
                                .orElse(0.0);
            }
        });
    }
}
