package io.blockyard.search.match;

import io.blockyard.search.match.Concept.Role;
import io.blockyard.search.match.Decomposition.PartBlock;
import io.blockyard.search.match.Decomposition.Served;
import io.blockyard.search.match.MatchResult.Match;
import io.blockyard.search.match.MatchResult.Understood;
import io.blockyard.search.match.Scoring.Scored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is told of a need that was looked for: its band, its blocks with what spoke for them, and how it was read. */
final class Telling {

    /** So many blocks are told why they are listed; the same are looked at for what no block has. */
    private static final int EXPLAINED = 10;

    private final MatchRequest request;
    private final Intent intent;
    private final Serving serving;

    private Telling(MatchRequest request, Intent intent, Serving serving) {
        this.request = request;
        this.intent = intent;
        this.serving = serving;
    }

    /**
     * The answer.
     *
     * @param blocks how many the catalog has
     * @param start when it was begun, in nanoseconds
     */
    static MatchResult result(MatchRequest request, Intent intent, Serving serving, int blocks, long start) {
        return new Telling(request, intent, serving).result(blocks, start);
    }

    private MatchResult result(int blocks, long start) {
        var served = serving.served();
        double sure = served.blocks().stream()
                .mapToDouble(PartBlock::confidence)
                .max()
                .orElse(serving.confidence());
        var band = serving.ranked().isEmpty() ? Band.NOTHING : serving.band(sure);
        var matches = matches(served, band);
        var understood = understood(served);
        return new MatchResult(
                request.intent(),
                intent.language().code(),
                band,
                sure,
                matches,
                understood,
                Scoring.domains(serving.ranked(), 3),
                Tips.of(band, understood, blocks, Objects.requireNonNullElse(request.reader(), intent.language())),
                (System.nanoTime() - start) / 1e6);
    }

    /** Those of the answer, and what comes near. */
    private List<Match> matches(Served served, Band band) {
        var matches = new LinkedHashMap<String, Match>();
        for (var block : served.blocks()) {
            matches.putIfAbsent(
                    block.block().id(),
                    match(block.block(), block.confidence(), band != Band.NOTHING, block.said(), true));
        }
        for (var scored : serving.ranked()) {
            if (matches.size() >= request.limit()) {
                break;
            }
            matches.computeIfAbsent(
                    scored.id(),
                    id -> match(scored, serving.confidence(scored), false, "", matches.size() < EXPLAINED));
        }
        return List.copyOf(matches.values());
    }

    private static Match match(Scored scored, double sure, boolean answer, String need, boolean explained) {
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

    private Understood understood(Served served) {
        var terms = intent.concepts().stream()
                .filter(c -> c.role() != Role.EXCLUDED)
                .map(c -> c.literal().text())
                .distinct()
                .toList();
        var excluded = intent.concepts().stream()
                .filter(c -> c.role() == Role.EXCLUDED)
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
                uncovered(),
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
    private List<String> uncovered() {
        var uncovered = new ArrayList<String>();
        for (int i = 0; i < intent.concepts().size(); i++) {
            var concept = intent.concepts().get(i);
            int at = i;
            boolean found = serving.ranked().stream()
                    .limit(EXPLAINED)
                    .anyMatch(s ->
                            s.evidence().size() > at && s.evidence().get(at).covered() > 0);
            if (!found && concept.role() != Role.EXCLUDED) {
                uncovered.add(concept.said());
            }
        }
        return uncovered;
    }
}
