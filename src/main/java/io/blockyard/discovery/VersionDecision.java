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
import java.util.function.Function;

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

    /**
     * @param blocks the project's blocks, by zone
     * @param uses knows the project's blocks as they are; those that are new or change here are made known to it
     */
    List<Decided> decide(
            Actor actor, List<BlockCandidate> candidates, Map<String, SourceBlock> blocks, BlockUses uses) {
        var minted = new HashSet<BlockId>();
        // All numbers are known before the first block says which others it uses.
        var numbered = new ArrayList<Numbered>();
        for (var candidate : candidates) {
            var known = blocks.get(candidate.boundary().id());
            numbered.add(known == null ? first(candidate, minted) : next(actor, candidate, known.id()));
        }
        numbered.forEach(one ->
                one.manifest().ifPresent(manifest -> uses.makes(one.candidate().boundary(), manifest.reference())));
        return numbered.stream().map(one -> one.finish().apply(uses)).toList();
    }

    /**
     * A candidate whose version is known.
     *
     * @param manifest of the version that it becomes; empty when it stays as it is
     */
    private record Numbered(
            BlockCandidate candidate, Optional<BlockManifest> manifest, Function<BlockUses, Decided> finish) {

        static Numbered asItIs(BlockCandidate candidate, Decided decided) {
            return new Numbered(candidate, Optional.empty(), uses -> decided);
        }
    }

    private Numbered first(BlockCandidate candidate, Set<BlockId> minted) {
        var id = BlockId.mint(
                candidate.slice().key(),
                candidate.boundary().name(),
                taken -> minted.contains(taken) || catalog.exists(taken));
        minted.add(id);
        var manifest = candidate.manifest(id, BlockVersion.FIRST);
        return firstly(candidate, manifest, Outcome.NEW);
    }

    private Numbered firstly(BlockCandidate candidate, BlockManifest manifest, Outcome outcome) {
        return new Numbered(
                candidate,
                Optional.of(manifest),
                uses -> new Decided(
                        BlockOutcome.of(manifest, outcome),
                        Optional.of(publication(candidate, manifest, uses, FIRST, List.of()))));
    }

    private Numbered next(Actor actor, BlockCandidate candidate, BlockId id) {
        var all = catalog.versions(actor, id);
        var newest = all.getFirst();
        // A draft that was taken back is no measure: what the source holds becomes a draft again.
        if (isDraft(newest) && !newest.takenBack() && isAsIn(actor, candidate, newest)) {
            return Numbered.asItIs(candidate, new Decided(unchanged(actor, id), Optional.empty()));
        }
        var versions = all.stream().filter(version -> !isDraft(version)).toList();
        if (versions.isEmpty()) {
            return firstly(candidate, candidate.manifest(id, BlockVersion.FIRST), Outcome.CHANGED);
        }
        if (isYanked(versions.getFirst()) && isAsIn(actor, candidate, versions.getFirst())) {
            var withheld = BlockOutcome.of(catalog.block(actor, id).manifest(), Outcome.WITHHELD);
            return Numbered.asItIs(candidate, new Decided(withheld, Optional.empty()));
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
            return Numbered.asItIs(candidate, new Decided(unchanged(actor, id), Optional.empty()));
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
    private Numbered withoutBundle(
            Actor actor, BlockCandidate candidate, PublishedVersion newest, List<PublishedVersion> versions) {
        var id = newest.manifest().id();
        var uses = newest.manifest().dependencies().uses();
        var again = candidate.manifest(id, newest.manifest().version()).withUses(uses);
        if (new Bundle(again, candidate.slice()).pack().digest().equals(newest.digest())) {
            var earlier = versions.subList(versions.indexOf(newest) + 1, versions.size());
            var repaired = publication(candidate, again, newest.note(), earlier);
            return Numbered.asItIs(candidate, new Decided(unchanged(actor, id), Optional.of(repaired)));
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
    private Numbered changed(
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
        return new Numbered(candidate, Optional.of(manifest), uses -> {
            var publication = publication(candidate, manifest, uses, changes.sentences(), earlier);
            var conflicts = publisher.conflicts(actor, manifest.id(), publication.article());
            return new Decided(
                    BlockOutcome.changed(before.manifest(), manifest, changes, conflicts),
                    Optional.of(publication),
                    warnings);
        });
    }

    private Publication publication(
            BlockCandidate candidate,
            BlockManifest manifest,
            BlockUses uses,
            String note,
            List<PublishedVersion> earlier) {
        return publication(candidate, manifest.withUses(uses.of(candidate.boundary())), note, earlier);
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
