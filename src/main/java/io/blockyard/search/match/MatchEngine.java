package io.blockyard.search.match;

import io.blockyard.search.index.BlockIndex;
import io.blockyard.search.language.Embedder;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.match.Decomposition.PartBlock;
import io.blockyard.search.match.Decomposition.Served;
import io.blockyard.search.match.MatchResult.Match;
import io.blockyard.search.match.MatchResult.Understood;
import io.blockyard.search.match.Scoring.Scored;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the blocks that serve a need, in one index. Safe for many threads. */
public final class MatchEngine {

    /** How many by words, and how many by meaning, are looked at closely; more when more are to be listed. */
    private static final int MOST = 100;

    private static final int EXPLAINED = 10;
    /** A block that has this share of what a need speaks of leaves nothing for another. */
    private static final double ALL_OF_IT = 0.97;
    /** A part with so many things of which a block that surely serves the rest has none is a need of its own. */
    private static final int SAYS_ENOUGH = 2;
    /** The same beside a doubtful block, where fewer may still be talk around what it serves. */
    private static final int SAYS_MUCH = 3;
    /** Blocks whose asks are tried to learn how sure to be. */
    private static final int MOST_EXAMPLES = 60;

    private final Embedder embedder;
    private final Supplier<LanguagePacks> packs;
    private final Tuning tuning;
    private final WordVectors kept;
    private volatile Calibration calibration = Calibration.USUAL;
    private volatile Candidates.@Nullable Facts facts;
    private volatile Neighbours neighbours;

    public MatchEngine(Embedder embedder, Supplier<LanguagePacks> packs) {
        this(embedder, packs, Tuning.USUAL, WordVectors.NONE);
    }

    /** @param kept where vectors of words outlive this object */
    public MatchEngine(Embedder embedder, Supplier<LanguagePacks> packs, WordVectors kept) {
        this(embedder, packs, Tuning.USUAL, kept);
    }

    MatchEngine(Embedder embedder, Supplier<LanguagePacks> packs, Tuning tuning, WordVectors kept) {
        this.embedder = embedder;
        this.packs = packs;
        this.tuning = tuning;
        this.kept = kept;
        this.neighbours = Neighbours.none(embedder);
    }

    /**
     * Learns what words of this state of an index come near to each other, which takes a millisecond or two for each
     * that is new and not kept. Until then, and without it, only the language packs know synonyms.
     */
    public void learn(BlockIndex index) throws IOException {
        if (index.model().equals(embedder.model())) {
            List<String> words = index.read(
                    (searcher, state) -> Candidates.of(searcher, facts).words(Neighbours.MOST_WORDS));
            neighbours = neighbours.knowing(words, kept);
        }
    }

    /**
     * Learns from the catalog's own asks how sure to be of a match, which takes a second or two; {@link #learn} first.
     *
     * @return what {@link #calibrated} takes
     */
    public String calibrate(BlockIndex index) throws IOException {
        var trials = index.read((searcher, state) -> {
            var catalog = Candidates.of(searcher, facts);
            facts = catalog.facts();
            boolean hasVectors = index.model().equals(embedder.model());
            var found = new ArrayList<Calibration.Trial>();
            for (var example : catalog.examples(MOST_EXAMPLES)) {
                for (var ask : telling(example, found.size())) {
                    new Run(catalog, hasVectors, MatchRequest.of(ask, 1))
                            .trial(example.id())
                            .ifPresent(found::add);
                }
            }
            return found;
        });
        calibration = Calibration.of(trials);
        return calibration.written();
    }

    /** Takes over what was learned before; false when it cannot be read. */
    public boolean calibrated(String learned) {
        var read = Calibration.read(learned);
        read.ifPresent(known -> calibration = known);
        return read.isPresent();
    }

    /** What was learned of how sure to be. */
    Calibration calibration() {
        return calibration;
    }

    /** What people said, and of what is generated one in turn and the last, which may be French. */
    private static List<String> telling(Candidates.Example example, int turn) {
        var asks = new LinkedHashSet<>(
                example.kept().subList(0, Math.min(2, example.kept().size())));
        var generated = example.generated();
        if (!generated.isEmpty()) {
            asks.add(generated.get(turn % generated.size()));
            asks.add(generated.getLast());
        }
        return List.copyOf(asks);
    }

    /** The blocks for a need, and how sure that is. */
    public MatchResult match(BlockIndex index, MatchRequest request) throws IOException {
        long start = System.nanoTime();
        return index.read((searcher, state) -> {
            var catalog = Candidates.of(searcher, facts);
            facts = catalog.facts();
            return new Run(catalog, index.model().equals(embedder.model()), request).result(start);
        });
    }

    /** What of a need is read and not left out, as it was written: <i>wear of machines</i>, but not what it is not for. */
    String wanted(BlockIndex index, String need) throws IOException {
        return index.read(
                (searcher, state) -> IntentReader.read(need, packs.get(), Candidates.of(searcher, facts), neighbours)
                        .wanted());
    }

    /** What one part of a need, or all of it, came to. */
    private record Outcome(Intent intent, List<Scored> ranked, double confidence) {

        Scored best() {
            return ranked.getFirst();
        }

        boolean isEmpty() {
            return ranked.isEmpty();
        }
    }

    /** One need. */
    private final class Run {

        private final Candidates catalog;
        private final boolean hasVectors;
        private final MatchRequest request;
        private final Scoring scoring;
        private final Intent intent;
        private final Confidence confidence;
        private final int most;
        private final Map<Intent, Outcome> outcomes = new ConcurrentHashMap<>();

        Run(Candidates catalog, boolean hasVectors, MatchRequest request) {
            this.catalog = catalog;
            this.hasVectors = hasVectors;
            this.request = request;
            this.most = Math.max(MOST, request.limit());
            this.scoring = new Scoring(catalog, tuning);
            this.intent = IntentReader.read(request.intent(), packs.get(), catalog, neighbours);
            this.confidence = calibration.confidence(intent.language());
        }

        /** How an ask of a block is answered without the block; empty when that says nothing. */
        Optional<Calibration.Trial> trial(String id) {
            var ranked = outcome(intent).ranked();
            var own = ranked.stream().filter(scored -> scored.id().equals(id)).findFirst();
            if (own.isEmpty()) {
                return Optional.empty();
            }
            var unserved = ranked.stream()
                    .filter(scored -> !scored.id().equals(id))
                    .filter(scored ->
                            !scoring.areSiblings(scored.profile(), own.get().profile()))
                    .toList();
            return unserved.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Calibration.Trial(
                            intent.language(), Confidence.USUAL.logOdds(signs(unserved.getFirst(), unserved))));
        }

        MatchResult result(long start) {
            var whole = outcome(intent);
            if (whole.isEmpty()) {
                return result(start, Band.NOTHING, 0, Served.NOBODY, whole);
            }
            var served = served(whole);
            double sure = served.blocks().stream()
                    .mapToDouble(PartBlock::confidence)
                    .max()
                    .orElse(whole.confidence());
            return result(start, confidence.band(sure), sure, served, whole);
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
            var found = catalog.find(part.concepts(), () -> vector(part), request.filters(), most);
            var ranked = scoring.rank(part, found.candidates(), found.vector());
            return new Outcome(part, ranked, confidence(ranked));
        }

        private float @Nullable [] vector(Intent part) {
            return hasVectors && !part.restated().isBlank() ? embedder.embed(part.restated()) : null;
        }

        private double confidence(List<Scored> ranked) {
            return ranked.isEmpty() ? 0 : confidence.of(signs(ranked.getFirst(), ranked));
        }

        private Signs signs(Scored scored, List<Scored> ranked) {
            return Signs.of(scored, ranked, scoring, catalog);
        }

        /** The blocks of the answer: one for the whole need, or one for each part that wants another. */
        private Served served(Outcome whole) {
            var best = whole.best();
            var alone = new PartBlock(best, whole.confidence(), "");
            if (best.coverage() >= ALL_OF_IT) {
                return new Served(List.of(alone), List.of(), List.of());
            }
            var needs = Needs.of(intent);
            var split = split(needs.parts(), whole);
            if (split.blocks().size() > 1) {
                return split.beginningWith(best.id()).leaving(List.of(), needs.left());
            }
            var implied = split(Implied.parts(intent, whole.ranked(), scoring), whole);
            if (implied.blocks().size() > 1) {
                var unserved = unserved(needs, implied.blocks(), whole);
                return implied.beginningWith(best.id()).leaving(unserved, needs.left());
            }
            var unserved = unserved(needs, List.of(alone), whole);
            return alone(whole, needs, unserved).leaving(unserved, needs.left());
        }

        /** One block: of a need of which more is known to be open, for the other parts of it. */
        private Served alone(Outcome whole, Needs needs, List<String> unserved) {
            boolean all = unserved.isEmpty() && needs.left().isEmpty();
            var said = all ? "" : needs.saidWithout(unserved);
            return new Served(List.of(new PartBlock(whole.best(), whole.confidence(), said)), List.of(), List.of());
        }

        /** The further parts of a need of which the blocks of the answer have nothing. */
        private List<String> unserved(Needs needs, List<PartBlock> answering, Outcome whole) {
            int least = switch (confidence.band(whole.confidence())) {
                case MATCH -> SAYS_ENOUGH;
                case MAYBE -> SAYS_MUCH;
                case NOTHING -> Integer.MAX_VALUE;
            };
            var answer = answering.stream().map(block -> block.block().id()).collect(Collectors.toSet());
            return needs.open(
                    whole.ranked().stream()
                            .filter(scored -> answer.contains(scored.id()))
                            .toList(),
                    least);
        }

        private Served split(List<Needs.Part> parts, Outcome whole) {
            if (parts.size() < 2) {
                return Served.NOBODY;
            }
            // each will be asked for; one after the other only the rest is
            parts.parallelStream().forEach(part -> outcome(part.own()));
            return Decomposition.of(parts, whole.ranked(), new Decomposition.Trial() {
                @Override
                public List<Scored> rank(Intent part) {
                    return outcome(part).ranked();
                }

                @Override
                public double confidence(List<Scored> ranked) {
                    return Run.this.confidence(ranked);
                }

                @Override
                public double confidenceForWhole(String id) {
                    return whole.ranked().stream()
                            .filter(scored -> scored.id().equals(id))
                            .findFirst()
                            .map(scored -> confidence.of(signs(scored, whole.ranked())))
                            .orElse(0.0);
                }
            });
        }

        private MatchResult result(long start, Band band, double sure, Served served, Outcome whole) {
            var matches = new LinkedHashMap<String, Match>();
            for (var block : served.blocks()) {
                matches.putIfAbsent(
                        block.block().id(),
                        match(block.block(), block.confidence(), band != Band.NOTHING, block.said(), true));
            }
            for (var scored : whole.ranked()) {
                if (matches.size() >= request.limit()) {
                    break;
                }
                double own = confidence.of(signs(scored, whole.ranked()));
                matches.computeIfAbsent(scored.id(), id -> match(scored, own, false, "", matches.size() < EXPLAINED));
            }
            var understood = understood(whole, served);
            return new MatchResult(
                    request.intent(),
                    intent.language().code(),
                    band,
                    sure,
                    List.copyOf(matches.values()),
                    understood,
                    Scoring.domains(whole.ranked(), 3),
                    Tips.of(
                            band,
                            understood,
                            catalog.blocks(),
                            Objects.requireNonNullElse(request.reader(), intent.language())),
                    (System.nanoTime() - start) / 1e6);
        }

        private Match match(Scored scored, double sure, boolean answer, String need, boolean explained) {
            var head = scored.profile().head();
            var explanation = explained ? Explanation.of(scored) : Explanation.NONE;
            return new Match(
                    head.id(),
                    head.version(),
                    head.name(),
                    head.summary(),
                    head.level(),
                    head.domain(),
                    scored.score(),
                    sure,
                    answer,
                    need,
                    explanation.speaksFor(),
                    explanation.speaksAgainst());
        }

        private Understood understood(Outcome whole, Served served) {
            var terms = intent.concepts().stream()
                    .filter(c -> c.role() != Concept.Role.EXCLUDED)
                    .map(c -> c.literal().text())
                    .distinct()
                    .toList();
            var excluded = intent.concepts().stream()
                    .filter(c -> c.role() == Concept.Role.EXCLUDED)
                    .map(Concept::said)
                    .toList();
            Map<String, String> corrected = intent.corrections().stream()
                    .collect(Collectors.toMap(
                            Intent.Correction::written, Intent.Correction::meant, (a, b) -> a, LinkedHashMap::new));
            return new Understood(
                    terms,
                    IntentReader.translations(intent),
                    corrected,
                    IntentReader.measures(intent),
                    excluded,
                    uncovered(whole),
                    served.blocks().stream()
                            .map(PartBlock::said)
                            .filter(said -> !said.isEmpty())
                            .distinct()
                            .toList(),
                    served.unserved(),
                    unread(served));
        }

        private List<String> unread(Served served) {
            var unread = new ArrayList<>(served.left());
            if (!intent.unread().isEmpty()) {
                unread.add(intent.unread());
            }
            return unread;
        }

        /** What was said that none of the best blocks has. */
        private List<String> uncovered(Outcome whole) {
            var uncovered = new ArrayList<String>();
            for (int i = 0; i < intent.concepts().size(); i++) {
                var concept = intent.concepts().get(i);
                int at = i;
                boolean found = whole.ranked().stream()
                        .limit(EXPLAINED)
                        .anyMatch(s ->
                                s.evidence().size() > at && s.evidence().get(at).covered() > 0);
                if (!found && concept.role() != Concept.Role.EXCLUDED) {
                    uncovered.add(concept.said());
                }
            }
            return uncovered;
        }
    }
}
