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
import io.blockyard.catalog.Publisher;
import io.blockyard.catalog.SourceBlock;
import io.blockyard.catalog.Standing;
import io.blockyard.discovery.BlockOutcome.Outcome;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what becomes of each candidate: a new block, a new version of one, or nothing. A zone is known again by its
 * project's key and its own id, whatever it is called now and wherever the project was read from.
 */
final class VersionDecision {

    private static final String FIRST = "First publication";

    private final Catalog catalog;
    private final Publisher publisher;
    private final Clock clock;

    VersionDecision(Catalog catalog, Publisher publisher, Clock clock) {
        this.catalog = catalog;
        this.publisher = publisher;
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

    /** @param blocks the project's blocks, by zone */
    List<Decided> decide(Actor actor, List<BlockCandidate> candidates, Map<String, SourceBlock> blocks) {
        var minted = new HashSet<BlockId>();
        var decided = new ArrayList<Decided>();
        for (var candidate : candidates) {
            var known = blocks.get(candidate.boundary().id());
            decided.add(known == null ? first(candidate, minted) : next(actor, candidate, known.id()));
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
        return new Decided(
                BlockOutcome.of(manifest, Outcome.NEW),
                Optional.of(publication(candidate, manifest, FIRST, List.of())));
    }

    private Decided next(Actor actor, BlockCandidate candidate, BlockId id) {
        var all = catalog.versions(actor, id);
        if (isDraft(all.getFirst()) && isAsIn(actor, candidate, all.getFirst())) {
            return new Decided(unchanged(actor, id), Optional.empty());
        }
        var versions = all.stream().filter(version -> !isDraft(version)).toList();
        if (versions.isEmpty()) {
            var manifest = candidate.manifest(id, BlockVersion.FIRST);
            return new Decided(
                    BlockOutcome.of(manifest, Outcome.CHANGED),
                    Optional.of(publication(candidate, manifest, FIRST, List.of())));
        }
        if (isYanked(versions.getFirst()) && isAsIn(actor, candidate, versions.getFirst())) {
            return new Decided(
                    BlockOutcome.of(catalog.block(actor, id).manifest(), Outcome.WITHHELD), Optional.empty());
        }
        // A withdrawn version is nobody's measure, as long as there is another.
        var standing = versions.stream()
                .filter(version -> !isYanked(version))
                .findFirst()
                .orElse(versions.getFirst());
        if (!catalog.isWhole(standing)) {
            return withoutBundle(actor, candidate, standing, versions);
        }
        var before = standing.manifest();
        var definition = catalog.definition(actor, id, before.version());
        var unversioned = candidate.manifest(id, before.version());
        var changes = SourceChanges.between(before, definition, unversioned, candidate.slice());
        if (changes.weight() == Weight.NONE) {
            return new Decided(unchanged(actor, id), Optional.empty());
        }
        return changed(actor, candidate, changes, standing, versions, List.of());
    }

    /** A block whose zone is as it was, seen again. */
    BlockOutcome unchanged(Actor actor, BlockId id) {
        var block = catalog.block(actor, id);
        return BlockOutcome.of(block.manifest(), block.sourceGone() == null ? Outcome.UNCHANGED : Outcome.BACK);
    }

    private static boolean isYanked(PublishedVersion version) {
        return version.standing() == Standing.YANKED;
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
    private Decided withoutBundle(
            Actor actor, BlockCandidate candidate, PublishedVersion newest, List<PublishedVersion> versions) {
        var id = newest.manifest().id();
        var again = candidate.manifest(id, newest.manifest().version());
        if (new Bundle(again, candidate.slice()).pack().digest().equals(newest.digest())) {
            var earlier = versions.subList(versions.indexOf(newest) + 1, versions.size());
            return new Decided(
                    unchanged(actor, id), Optional.of(publication(candidate, again, newest.note(), earlier)));
        }
        var lost = newest.manifest().reference();
        var changes = ContractComparison.of(newest.manifest(), again)
                .and(List.of(new Difference(
                        Weight.MINOR, "content, which cannot be compared: the bundle of " + lost + " is lost")));
        var warning = Problem.warning(
                "discovery.bundle-lost",
                "The bundle of " + lost + " is missing or damaged, and its source has changed since.",
                "Restore it from a backup if somebody still uses that version; the source is published as a new one.");
        return changed(actor, candidate, changes, newest, versions, List.of(warning));
    }

    /** The number follows from what changed; one that was given once, even to a withdrawn version, is never reused. */
    private Decided changed(
            Actor actor,
            BlockCandidate candidate,
            ContractComparison changes,
            PublishedVersion before,
            List<PublishedVersion> earlier,
            List<Problem> warnings) {
        var highest = earlier.getFirst().manifest().version();
        var wanted = changes.weight().after(before.manifest().version());
        var number = wanted.compareTo(highest) > 0 ? wanted : changes.weight().after(highest);
        var manifest = candidate.manifest(before.manifest().id(), number);
        var publication = publication(candidate, manifest, changes.sentences(), earlier);
        var conflicts = publisher.conflicts(actor, manifest.id(), publication.article());
        return new Decided(
                BlockOutcome.changed(before.manifest(), manifest, changes, conflicts),
                Optional.of(publication),
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
                candidate.steps(),
                new ArticleWriter.Texts(candidate.summary(), candidate.about(), candidate.classification(), changelog));
        return new Publication(
                manifest, candidate.boundary().id(), candidate.slice(), candidate.summary(), article, note);
    }

    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }
}
