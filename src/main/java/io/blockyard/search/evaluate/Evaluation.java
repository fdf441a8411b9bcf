package io.blockyard.search.evaluate;

import io.blockyard.search.evaluate.Report.Detail;
import io.blockyard.search.evaluate.Report.Found;
import io.blockyard.search.match.Band;
import io.blockyard.search.match.MatchResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks every intent of a set, one after another, and counts. */
public final class Evaluation {

    private static final int UNMEASURED = 50;
    private static final int LISTED = 100;
    private static final int FOUND = 5;

    private final List<Outcome> outcomes;
    private final Map<String, List<Outcome>> baselines;
    private final int blocks;

    private Evaluation(List<Outcome> outcomes, Map<String, List<Outcome>> baselines, int blocks) {
        this.outcomes = outcomes;
        this.baselines = baselines;
        this.blocks = blocks;
    }

    /**
     * Runs an evaluation.
     *
     * @param engine need, and how many blocks to list → those, best first, and the answer
     * @param baselines by name, likewise
     * @param blocks how many blocks the catalog has
     * @param asked hears of each intent that was asked
     */
    static Evaluation run(
            List<LabelledIntent> intents,
            BiFunction<String, Integer, MatchResult> engine,
            Map<String, Function<String, Answer>> baselines,
            int blocks,
            Consumer<LabelledIntent> asked) {
        for (int i = 0; i < UNMEASURED; i++) {
            var unmeasured = engine.apply(intents.get(i % intents.size()).intent(), LISTED);
            Objects.requireNonNull(unmeasured);
        }
        var measured = new LinkedHashMap<String, List<Outcome>>();
        var outcomes = intents.stream()
                .map(intent -> {
                    var outcome = outcome(intent, engine, blocks);
                    asked.accept(intent);
                    return outcome;
                })
                .toList();
        baselines.forEach((name, baseline) -> measured.put(
                name,
                intents.stream()
                        .map(intent -> new Outcome(intent, timed(baseline, intent.intent())))
                        .toList()));
        return new Evaluation(outcomes, measured, blocks);
    }

    /** As people ask; only a block that was not listed is looked for, unmeasured, in the full list. */
    private static Outcome outcome(LabelledIntent intent, BiFunction<String, Integer, MatchResult> engine, int blocks) {
        var outcome = new Outcome(intent, answer(engine.apply(intent.intent(), LISTED)));
        if (outcome.rank() > 0 || intent.expect().isEmpty() || blocks <= LISTED) {
            return outcome;
        }
        var all = engine.apply(intent.intent(), blocks).matches().stream()
                .map(MatchResult.Match::id)
                .toList();
        return new Outcome(intent, outcome.answer().ranking(all));
    }

    private static Answer timed(Function<String, Answer> baseline, String intent) {
        long start = System.nanoTime();
        var answer = baseline.apply(intent);
        return answer.in((System.nanoTime() - start) / 1e6);
    }

    private static Answer answer(MatchResult result) {
        return new Answer(
                result.matches().stream().map(MatchResult.Match::id).toList(),
                result.answers().stream().map(MatchResult.Match::id).toList(),
                result.confidence(),
                result.band() == Band.NOTHING,
                result.millis(),
                result);
    }

    /** The figures, in total and by every label. */
    public Report report() {
        var by = new LinkedHashMap<String, Map<String, Figures>>();
        by.put("lang", by(LabelledIntent::lang));
        by.put("kind", by(intent -> intent.kind().name().toLowerCase(Locale.ROOT)));
        by.put("style", by(LabelledIntent::style));
        by.put("set", by(LabelledIntent::set));
        var beside = new LinkedHashMap<String, Figures>();
        baselines.forEach((name, found) -> beside.put(name, Figures.of(found)));
        return new Report(Figures.of(outcomes), by, beside, blocks);
    }

    /** Each intent with what was found. */
    public List<Detail> details() {
        return outcomes.stream().map(Evaluation::detail).toList();
    }

    private Map<String, Figures> by(Function<LabelledIntent, String> label) {
        var by = new LinkedHashMap<String, Figures>();
        for (var value : Figures.labels(outcomes, label)) {
            by.put(
                    value,
                    Figures.of(outcomes.stream()
                            .filter(o -> label.apply(o.expected()).equals(value))
                            .toList()));
        }
        return by;
    }

    private static Detail detail(Outcome outcome) {
        var intent = outcome.expected();
        var result = outcome.answer().result();
        var found = new ArrayList<Found>();
        if (result != null) {
            result.matches().stream()
                    .limit(FOUND)
                    .forEach(m ->
                            found.add(new Found(m.id(), m.score(), m.confidence(), m.speaksFor(), m.speaksAgainst())));
        }
        return new Detail(
                intent.id(),
                intent.intent(),
                intent.kind().name().toLowerCase(Locale.ROOT),
                intent.lang(),
                intent.style(),
                intent.set(),
                intent.expect(),
                outcome.rank() == 0 ? null : outcome.rank(),
                result == null ? "" : result.band().wire(),
                outcome.answer().confidence(),
                outcome.isRight(),
                outcome.answer().answer(),
                found,
                result == null ? null : result.understood());
    }
}
