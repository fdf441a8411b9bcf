package io.blockyard.search.match;

import io.blockyard.search.index.BlockIndex;
import io.blockyard.search.language.Embedder;
import io.blockyard.search.language.LanguagePacks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the blocks that serve a need, in one index. Safe for many threads. */
public final class MatchEngine {

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
            var found = new ArrayList<Calibration.Trial>();
            for (var example : catalog.examples(MOST_EXAMPLES)) {
                for (var ask : chosen(example, found.size())) {
                    var request = MatchRequest.of(ask, 1);
                    serving(index, catalog, request, read(ask, catalog))
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
    private static List<String> chosen(Candidates.Example example, int turn) {
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
            var intent = read(request.intent(), catalog);
            return Telling.result(request, intent, serving(index, catalog, request, intent), catalog.blocks(), start);
        });
    }

    /** What of a need is read and not left out, as it was written: <i>wear of machines</i>, but not what it is not for. */
    String wanted(BlockIndex index, String need) throws IOException {
        return index.read(
                (searcher, state) -> read(need, Candidates.of(searcher, facts)).wanted());
    }

    private Intent read(String need, Candidates catalog) {
        return IntentReader.read(need, packs.get(), catalog, neighbours);
    }

    private Serving serving(BlockIndex index, Candidates catalog, MatchRequest request, Intent intent) {
        return new Serving(
                catalog,
                index.model().equals(embedder.model()) ? embedder : null,
                tuning,
                intent,
                calibration.confidence(intent.language()),
                request.filters(),
                request.limit());
    }
}
