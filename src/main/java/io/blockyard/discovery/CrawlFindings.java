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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a crawl knows of a project before it writes anything.
 *
 * @param projectKey whose zones they are
 * @param unchanged blocks whose zone was not even compared, since its fingerprint is as it was
 * @param decided what becomes of each other block whose zone is there
 * @param gone blocks whose zone is not there any more, or is no block any more
 * @param skipped zones that are no block
 * @param fingerprints of the zones that were compared, by zone
 */
record CrawlFindings(
        String projectKey,
        List<BlockOutcome> unchanged,
        List<Decided> decided,
        List<BlockOutcome> gone,
        List<SkippedZone> skipped,
        List<Problem> problems,
        Map<String, String> fingerprints) {

    Report report() {
        var outcomes = Stream.concat(present(), gone.stream()).toList();
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

    /** What becomes of the blocks whose zone is there. */
    private Stream<BlockOutcome> present() {
        return Stream.concat(decided.stream().map(Decided::outcome), unchanged.stream());
    }

    /** Blocks whose zone is as it was. */
    List<BlockId> seen() {
        return present()
                .filter(outcome -> switch (outcome.outcome()) {
                    case UNCHANGED, BACK, WITHHELD -> true;
                    case NEW, CHANGED, RENAMED, GONE, UNDONE -> false;
                })
                .map(outcome -> new BlockId(outcome.blockId()))
                .toList();
    }

    /** Blocks whose zone was compared and holds what they hold. */
    Set<String> comparedAndSame() {
        return decided.stream()
                .filter(decision -> decision.publication().isEmpty())
                .map(decision -> decision.outcome().blockId())
                .collect(Collectors.toSet());
    }

    /** Blocks whose source was gone and is as it was. */
    List<BlockOutcome> back() {
        return present().filter(outcome -> outcome.outcome() == Outcome.BACK).toList();
    }
}
