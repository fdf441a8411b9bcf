package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.ContractComparison;
import io.blockyard.block.ContractComparison.Difference;
import io.blockyard.block.ContractComparison.Weight;
import io.blockyard.catalog.Bundle;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.Publication;
import io.blockyard.catalog.Standing;
import io.blockyard.discovery.Crawls.BlockOutcome;
import io.blockyard.discovery.article.ArticleWriter;
import io.blockyard.discovery.article.ArticleWriter.ChangelogLine;
import io.blockyard.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what becomes of each candidate: a new block, a new version of one, or nothing. A zone is known again by its
 * project's key and its own id, whatever it is called now and wherever the project was read from.
 */
final class VersionDecision {

    private static final String FIRST = "First publication";

    private final Catalog catalog;
    private final Clock clock;

    VersionDecision(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * @param publication empty when nothing changed; the newest version once more when its bundle has to be repaired
     * @param warnings what the report should say of this decision
     */
    record Decided(BlockOutcome outcome, Optional<Publication> publication, List<Problem> warnings) {

        Decided(BlockOutcome outcome, Optional<Publication> publication) {
            this(outcome, publication, List.of());
        }
    }

    List<Decided> decide(Actor actor, List<BlockCandidate> candidates) {
        var minted = new HashSet<BlockId>();
        var decided = new ArrayList<Decided>();
        for (var candidate : candidates) {
            var known = catalog.blocksOfProject(actor, candidate.slice().key())
                    .get(candidate.boundary().id());
            decided.add(known == null ? first(candidate, minted) : next(actor, candidate, known));
        }
        return decided;
    }

    private Decided first(BlockCandidate candidate, Set<BlockId> minted) {
        var id = BlockId.mint(
                candidate.slice().key(),
                candidate.boundary().name(),
                taken -> minted.contains(taken) || catalog.exists(taken));
        minted.add(id);
        var manifest = candidate.manifest(id, BlockVersion.FIRST);
        return new Decided(outcome(manifest, "new"), Optional.of(publication(candidate, manifest, FIRST, List.of())));
    }

    private Decided next(Actor actor, BlockCandidate candidate, BlockId id) {
        var all = catalog.versions(actor, id);
        if (isDraft(all.getFirst()) && isAsIn(actor, candidate, all.getFirst())) {
            return new Decided(outcome(all.getFirst().manifest(), "unchanged"), Optional.empty());
        }
        var versions = all.stream().filter(version -> !isDraft(version)).toList();
        if (versions.isEmpty()) {
            var manifest = candidate.manifest(id, BlockVersion.FIRST);
            return new Decided(
                    outcome(manifest, "changed"), Optional.of(publication(candidate, manifest, FIRST, List.of())));
        }
        if (!catalog.isWhole(versions.getFirst())) {
            return withoutBundle(candidate, versions);
        }
        var newest = versions.getFirst().manifest();
        var definition = catalog.definition(actor, id, newest.version());
        var unversioned = candidate.manifest(id, newest.version());
        var changes = SourceChanges.between(newest, definition, unversioned, candidate.slice());
        if (changes.weight() == Weight.NONE) {
            return new Decided(outcome(newest, "unchanged"), Optional.empty());
        }
        return changed(candidate, changes, versions, List.of());
    }

    private static boolean isDraft(PublishedVersion version) {
        return version.standing() == Standing.DRAFT;
    }

    private boolean isAsIn(Actor actor, BlockCandidate candidate, PublishedVersion version) {
        if (!catalog.isWhole(version)) {
            return false;
        }
        var manifest = version.manifest();
        var definition = catalog.definition(actor, manifest.id(), manifest.version());
        var now = candidate.manifest(manifest.id(), manifest.version());
        return SourceChanges.between(manifest, definition, now, candidate.slice())
                        .weight()
                == Weight.NONE;
    }

    /**
     * The newest version's bundle is lost or damaged, so what it held cannot be compared. A source that still packs
     * to the same bytes repairs it; any other becomes a new version.
     */
    private Decided withoutBundle(BlockCandidate candidate, List<PublishedVersion> versions) {
        var newest = versions.getFirst();
        var id = newest.manifest().id();
        var again = candidate.manifest(id, newest.manifest().version());
        if (new Bundle(again, candidate.slice()).pack().digest().equals(newest.digest())) {
            var repair = publication(candidate, again, newest.note(), versions.subList(1, versions.size()));
            return new Decided(outcome(again, "unchanged"), Optional.of(repair));
        }
        var lost = newest.manifest().reference();
        var changes = ContractComparison.of(newest.manifest(), again)
                .and(List.of(new Difference(
                        Weight.MINOR, "content, which cannot be compared: the bundle of " + lost + " is lost")));
        var warning = Problem.warning(
                "discovery.bundle-lost",
                "The bundle of " + lost + " is missing or damaged, and its source has changed since.",
                "Restore it from a backup if somebody still uses that version; the source is published as a new one.");
        return changed(candidate, changes, versions, List.of(warning));
    }

    private Decided changed(
            BlockCandidate candidate,
            ContractComparison changes,
            List<PublishedVersion> earlier,
            List<Problem> warnings) {
        var newest = earlier.getFirst().manifest();
        var manifest = candidate.manifest(newest.id(), changes.weight().after(newest.version()));
        return new Decided(
                outcome(manifest, "changed"),
                Optional.of(publication(candidate, manifest, changes.sentences(), earlier)),
                warnings);
    }

    private Publication publication(
            BlockCandidate candidate, BlockManifest manifest, String note, List<PublishedVersion> earlier) {
        var changelog = new ArrayList<ChangelogLine>();
        changelog.add(new ChangelogLine(manifest.version().toString(), day(clock.instant()), note));
        earlier.forEach(version -> changelog.add(new ChangelogLine(
                version.manifest().version().toString(), day(version.publishedAt()), version.note())));
        var article = ArticleWriter.write(
                manifest,
                candidate.slice(),
                new ArticleWriter.Texts(candidate.summary(), candidate.about(), candidate.classification(), changelog));
        return new Publication(
                manifest, candidate.boundary().id(), candidate.slice(), candidate.summary(), article, note);
    }

    private static BlockOutcome outcome(BlockManifest manifest, String outcome) {
        return new BlockOutcome(manifest.id().value(), manifest.version().toString(), manifest.sourceZone(), outcome);
    }

    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }
}
