package io.blockyard.discovery;

import io.blockyard.block.BlockId;
import io.blockyard.catalog.Publication;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.discovery.Crawls.Report;
import io.blockyard.discovery.Crawls.SkippedZone;
import io.blockyard.discovery.VersionDecision.Decided;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a crawl knows of a project before it writes anything.
 *
 * @param decided what becomes of each block whose zone is there
 * @param gone blocks whose zone is not there any more, or is no block any more
 * @param skipped zones that are no block
 */
record CrawlFindings(
        List<Decided> decided, List<BlockOutcome> gone, List<SkippedZone> skipped, List<Problem> problems) {

    Report report() {
        var outcomes = Stream.concat(decided.stream().map(Decided::outcome), gone.stream())
                .toList();
        var all = Stream.concat(problems.stream(), warnings().stream()).toList();
        return new Report(outcomes, skipped, all);
    }

    /** What the decisions warn of. */
    List<Problem> warnings() {
        return decided.stream()
                .flatMap(decision -> decision.warnings().stream())
                .toList();
    }

    List<Publication> publications() {
        return decided.stream()
                .flatMap(decision -> decision.publication().stream())
                .toList();
    }

    /** Blocks whose zone is as it was. */
    List<BlockId> seen() {
        return decided.stream()
                .map(Decided::outcome)
                .filter(outcome -> switch (outcome.outcome()) {
                    case UNCHANGED, BACK, WITHHELD -> true;
                    case NEW, CHANGED, RENAMED, GONE, UNDONE -> false;
                })
                .map(outcome -> new BlockId(outcome.blockId()))
                .toList();
    }

    /** The blocks whose source is gone, and why. */
    Map<BlockId, String> reasons() {
        var reasons = new TreeMap<BlockId, String>();
        gone.forEach(outcome -> {
            var reason = outcome.reason();
            reasons.put(new BlockId(outcome.blockId()), reason == null ? "" : reason);
        });
        return reasons;
    }

    /** Blocks whose source was gone and is as it was. */
    List<BlockOutcome> back() {
        return decided.stream()
                .map(Decided::outcome)
                .filter(outcome -> outcome.outcome() == Outcome.BACK)
                .toList();
    }
}
