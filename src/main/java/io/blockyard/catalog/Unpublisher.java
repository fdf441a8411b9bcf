package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.ArticleTables.Stored;
import io.blockyard.catalog.article.ArticleMerge;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes back what publishing changed. A published version never changes and its number is never given again, so it is
 * yanked; the article is as before, but for what people have written since.
 */
public class Unpublisher {

    private final CatalogTables tables;
    private final StandingTables standings;
    private final DraftTables drafts;
    private final ArticleTables articles;
    private final DraftNumber numbers;
    private final TransactionTemplate transaction;
    private final CatalogEvents events;
    private final Clock clock;

    public Unpublisher(
            DataSource dataSource,
            TransactionTemplate transaction,
            BundleStore bundles,
            ApplicationEventPublisher events,
            Clock clock) {
        var jdbc = JdbcClient.create(dataSource);
        this.tables = new CatalogTables(jdbc);
        this.standings = new StandingTables(jdbc);
        this.drafts = new DraftTables(jdbc);
        this.articles = new ArticleTables(jdbc);
        this.numbers = new DraftNumber(bundles);
        this.transaction = transaction;
        this.events = new CatalogEvents(events);
        this.clock = clock;
    }

    /**
     * Undoes all or nothing.
     *
     * @param reason why, one sentence, which who uses a withdrawn version reads
     * @throws ProblemException CONFLICT with every block that has moved on since
     */
    public void undo(Actor actor, List<PublishEffect> effects, String reason) {
        actor.require(Right.ADMINISTER);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transaction.executeWithoutResult(status -> {
            // Whoever takes the feed's next place is alone with the catalog until the transaction ends.
            tables.nextSequence();
            var moved =
                    effects.stream().flatMap(effect -> movedOn(effect).stream()).toList();
            if (!moved.isEmpty()) {
                throw new ProblemException(Kind.CONFLICT, moved);
            }
            effects.forEach(effect -> undo(actor, effect, reason, now));
        });
    }

    private Optional<Problem> movedOn(PublishEffect effect) {
        var newest = tables.versions(effect.block()).getFirst();
        var number = newest.manifest().version();
        var draft = effect.draft();
        if (newest.standing() == Standing.DRAFT) {
            boolean its = draft == null ? number.equals(effect.version()) : draft.is(newest);
            return its
                    ? Optional.empty()
                    : Optional.of(movedOn(effect, "has a newer draft by now", "Undo what made that one first."));
        }
        if (draft == null) {
            return number.equals(effect.version())
                    ? Optional.empty()
                    : Optional.of(movedOn(
                            effect,
                            "is at " + number + " by now",
                            "Undo what published " + number + " first, or yank " + effect.version() + " by itself."));
        }
        // A draft is gone once it was promoted, perhaps under another number, or another crawl published.
        return Optional.of(
                number.equals(effect.version())
                        ? movedOn(
                                effect,
                                "was promoted to " + number + " by " + newest.publishedBy(),
                                "Yank " + number + " by itself.")
                        : movedOn(
                                effect,
                                "is at " + number + " by now",
                                "Yank " + number + " by itself, or undo the crawl that published it."));
    }

    private static Problem movedOn(PublishEffect effect, String how, String remedy) {
        return Problem.error(
                        "catalog.moved-on",
                        "Block " + effect.block() + " " + how + "; " + effect.version()
                                + " cannot be taken back any more.",
                        remedy)
                .with(List.of(effect.block().value()));
    }

    private void undo(Actor actor, PublishEffect effect, String reason, Instant now) {
        var id = effect.block();
        var versions = tables.versions(id);
        var draft = effect.draft();
        var replaced = effect.replaced();
        if (versions.getFirst().standing() != Standing.DRAFT) {
            standings.stand(id, effect.version(), Standing.YANKED, reason);
            if (replaced != null) {
                putBack(effect, replaced);
            }
        } else if (replaced != null && versions.size() > 1) {
            drafts.remove(id);
            putBack(effect, replaced);
        } else if (replaced != null) {
            drafts.put(id, replaced);
        } else if (versions.size() > 1) {
            drafts.remove(id);
        } else {
            drafts.withdraw(id, reason);
        }
        standings.settle(id);
        if (effect.before() != null && (draft == null || !draft.waits())) {
            tables.summary(id, effect.summaryBefore());
            articles.locked(id).ifPresent(article -> restore(actor, effect, article, reason, now));
        }
        var sequence = tables.nextSequence();
        tables.changed(id, sequence, now);
        events.afterCommit(new CatalogChanged(sequence));
    }

    /** Its number may be given to what was published in its place, or stand below that. */
    private void putBack(PublishEffect effect, WaitingDraft replaced) {
        var id = effect.block();
        var waiting = replaced.withText(effect.generatedBefore(), effect.summaryBefore());
        numbers.above(waiting, effect.before(), tables.versions(id)).ifPresent(draft -> drafts.put(id, draft));
    }

    /** The way back is a merge, too: from what the crawl left to what it found, with what people wrote since. */
    private void restore(Actor actor, PublishEffect effect, Stored stored, String reason, Instant now) {
        var id = effect.block();
        var current = stored.article();
        var left = articles.revision(id, effect.revision()).orElse(current.markdown());
        var found = articles.revision(id, effect.revisionBefore()).orElse(left);
        var merged = ArticleMerge.merge(left, found, current.markdown());
        restoreConflicts(id, effect.conflictsBefore());
        articles.open(id, ConflictOrigin.UNDO, reason, merged.conflicts(), now);
        if (merged.markdown().equals(current.markdown())) {
            articles.rebase(id, effect.generatedBefore());
        } else {
            articles.write(
                    new Article(id, merged.markdown(), current.revision() + 1, actor.name(), now),
                    effect.generatedBefore(),
                    reason);
        }
    }

    /**
     * What the crawl asked is asked no more; what an earlier one had asked, and still waits, says what it said then. What
     * came from elsewhere is none of the crawl's.
     */
    private void restoreConflicts(BlockId id, List<PublishEffect.Asked> before) {
        for (var open : articles.conflicts(id)) {
            if (open.origin() == ConflictOrigin.SOURCE) {
                before.stream()
                        .filter(asked -> asked.number() != null && asked.number() == open.number())
                        .findFirst()
                        .ifPresentOrElse(
                                asked -> articles.says(open.number(), asked.crawled()),
                                () -> articles.close(open.number()));
            }
        }
    }
}
