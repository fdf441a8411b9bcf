package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.article.ArticleMerge;
import io.blockyard.catalog.article.ArticlePlace;
import io.blockyard.dataiku.credential.CredentialScan;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people write of blocks. Every revision is kept; what a crawl writes later is merged with it, and what cannot
 * be merged waits here until somebody decides.
 */
public class Articles {

    private static final int LONGEST = 500_000;
    private static final int MOST_LISTED = 1_000;
    /** Of credentials in one text. */
    private static final int MOST_TOLD = 50;

    private final CatalogTables blocks;
    private final ArticleTables tables;
    private final AttachmentTables attachments;
    private final ArticleChanges changes;
    private final Clock clock;

    public Articles(
            DataSource dataSource,
            TransactionTemplate transaction,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        var jdbc = JdbcClient.create(dataSource);
        this.blocks = new CatalogTables(jdbc);
        this.tables = new ArticleTables(jdbc);
        this.attachments = new AttachmentTables(jdbc);
        this.changes = new ArticleChanges(jdbc, transaction, audit, events, clock);
        this.clock = clock;
    }

    /** One state of an article, without its text. */
    public record Revision(long revision, String author, String reason, Instant writtenAt) {}

    /**
     * A place that was changed here and elsewhere, so that one text cannot hold both. Several may wait at one place.
     *
     * @param number by which it is told from others
     * @param place {@code section:HEADING} or {@code field:KEY}
     * @param origin where the other text comes from
     * @param told where it was written, and who says to have written it; may be empty
     * @param base what both began with; empty when it was not there
     * @param crawled the other text, such as what the source says now; empty when it says nothing there
     * @param written what the article shows there; empty when a person took it away
     */
    public record OpenConflict(
            long number,
            BlockId block,
            String place,
            ConflictOrigin origin,
            String told,
            String base,
            String crawled,
            String written,
            Instant since) {}

    /**
     * What a person makes of a conflict.
     *
     * @param place where it waits
     * @param number of the conflict; null where only one waits at the place
     * @param text what stands there from now on; an empty one takes the place away
     * @param revision the article's revision that the person looked at
     */
    public record Decision(String place, @Nullable Long number, String text, long revision) {}

    /**
     * A new text for an article.
     *
     * @param markdown the whole page
     * @param revision the revision that the person began with
     * @param reason why, one line; may be empty
     */
    public record Edit(String markdown, long revision, String reason) {}

    /** @throws ProblemException NOT_FOUND with similar ids */
    public Article get(Actor actor, BlockId id) {
        actor.require(Right.READ);
        return blocks.known(id).flatMap(tables::article).orElseThrow(() -> BlockNames.noBlock(id, blocks.ids()));
    }

    /**
     * Writes an article. Who began with an older revision gets their text merged with what came between.
     *
     * @throws ProblemException INVALID for an empty or huge text, or one with a new credential; CONFLICT when somebody else changed the same lines
     *     meanwhile: nothing is written then
     */
    public Article write(Actor actor, BlockId id, Edit edit) {
        actor.require(Right.WRITE_ARTICLES);
        requireText(edit.markdown());
        requireNoCredential(edit.reason(), "");
        return changes.text(actor, id, edit.reason(), current -> {
            requireNoCredential(edit.markdown(), current.article().markdown());
            if (edit.revision() == current.article().revision()) {
                return edit.markdown();
            }
            var began = revision(current.article().block(), edit.revision());
            var merged = ArticleMerge.merge(began, current.article().markdown(), edit.markdown());
            if (!merged.conflicts().isEmpty()) {
                throw changedMeanwhile(current.article(), merged);
            }
            return merged.markdown();
        });
    }

    /**
     * Brings in what somebody changed in a copy of an article elsewhere. What both changed stays as it is here, and the
     * other text waits as a conflict.
     *
     * @param base the text of the copy before it was changed
     * @param reason where, and who says to have written it
     * @throws ProblemException INVALID for an empty or huge text, or one with a new credential
     */
    public Article takeIn(Actor actor, BlockId id, String base, String text, String reason) {
        actor.require(Right.WRITE_ARTICLES);
        requireText(text);
        return changes.text(actor, id, reason, current -> {
            requireNoCredential(text, current.article().markdown());
            var merged = ArticleMerge.merge(base, text, current.article().markdown());
            tables.open(
                    current.article().block(),
                    ConflictOrigin.ELSEWHERE,
                    reason.replace('\0', ' '),
                    merged.conflicts(),
                    clock.instant());
            return merged.markdown();
        });
    }

    /** A block whose article links to another. */
    public record Backlink(BlockId block, String name) {}

    /** Which articles link to this block, by id. */
    public List<Backlink> backlinks(Actor actor, BlockId id) {
        var article = get(actor, id);
        return tables.linking(article.block()).stream()
                .flatMap(linking -> blocks.block(linking).stream())
                .map(block ->
                        new Backlink(block.manifest().id(), block.manifest().name()))
                .toList();
    }

    /** Newest first. */
    public List<Revision> history(Actor actor, BlockId id, int limit) {
        return tables.revisions(get(actor, id).block(), Math.clamp(limit, 1, MOST_LISTED));
    }

    /** The text of a revision. @throws ProblemException NOT_FOUND */
    public String revision(Actor actor, BlockId id, long revision) {
        return revision(get(actor, id).block(), revision);
    }

    /** Makes an earlier text, with the attachments of then, the newest revision. */
    public Article restore(Actor actor, BlockId asked, long revision) {
        actor.require(Right.WRITE_ARTICLES);
        var id = get(actor, asked).block();
        var text = revision(id, revision);
        return changes.any(actor, id, "Restored revision " + revision, (current, next) -> {
            boolean others = attachments.restore(id, revision, next);
            return others || !text.equals(current.article().markdown()) ? Optional.of(text) : Optional.empty();
        });
    }

    /** What waits for a person in the whole catalog, longest waiting first, at most 1,000. */
    public List<OpenConflict> conflicts(Actor actor) {
        actor.require(Right.READ);
        return tables.conflicts(MOST_LISTED);
    }

    public List<OpenConflict> conflicts(Actor actor, BlockId id) {
        return tables.conflicts(get(actor, id).block());
    }

    /**
     * Decides a conflict. Others that wait at the same place go on waiting.
     *
     * @throws ProblemException NOT_FOUND when nothing waits there, CONFLICT when the article has moved on, INVALID for a
     *     text that {@link #write} refuses, and when several wait there and none is named
     */
    public Article resolve(Actor actor, BlockId id, Decision decision) {
        actor.require(Right.WRITE_ARTICLES);
        var at = ArticlePlace.parse(decision.place());
        return changes.text(actor, id, "Conflict in " + at.name() + " resolved", current -> {
            if (current.article().revision() != decision.revision()) {
                throw ProblemException.of(
                        Kind.CONFLICT,
                        "article.moved-on",
                        "The article of " + id + " is at revision "
                                + current.article().revision() + " by now; you looked at " + decision.revision() + ".",
                        "Look at it again and decide then.");
            }
            tables.close(named(current.article().block(), at, decision).number());
            var before = current.article().markdown();
            requireNoCredential(decision.text(), before);
            var decided = decision.text().equals(ArticleMerge.at(before, at))
                    ? before
                    : ArticleMerge.with(before, at, decision.text());
            requireText(decided);
            return decided;
        });
    }

    private OpenConflict named(BlockId id, ArticlePlace at, Decision decision) {
        var waiting = tables.conflicts(id).stream()
                .filter(open -> open.place().equals(decision.place())
                        && (decision.number() == null || open.number() == decision.number()))
                .toList();
        if (waiting.isEmpty()) {
            throw ProblemException.of(
                    Kind.NOT_FOUND,
                    "article.no-conflict",
                    "Nothing waits at \u201c" + at.name() + "\u201d of " + id + ".",
                    "Somebody may have decided it already.");
        }
        if (waiting.size() > 1) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "article.several-conflicts",
                    waiting.size() + " texts wait at \u201c" + at.name() + "\u201d of " + id + ".",
                    "Say which one is decided, by its number in the list of conflicts.");
        }
        return waiting.getFirst();
    }

    private String revision(BlockId id, long revision) {
        return tables.revision(id, revision).orElseThrow(() -> noRevision(id, revision));
    }

    static ProblemException noRevision(BlockId id, long revision) {
        return ProblemException.of(
                Kind.NOT_FOUND,
                "article.no-revision",
                "The article of " + id + " has no revision " + revision + ".",
                "Its history lists those that exist.");
    }

    private static void requireText(String markdown) {
        if (markdown.isBlank()) {
            throw ProblemException.of(
                    Kind.INVALID, "article.empty", "The article is empty.", "Write at least what the block is for.");
        }
        if (markdown.indexOf('\0') >= 0) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "article.nul",
                    "The article holds a NUL character, which belongs to no text.",
                    "Take it out; it may come from a file that is no text.");
        }
        if (markdown.length() > LONGEST) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "article.too-long",
                    "The article has " + markdown.length() + " characters; " + LONGEST + " are the most.",
                    "Move parts of it into a document of its own and link there.");
        }
    }

    /** What stands in the article already was looked at before, or somebody said that it is none. */
    private static void requireNoCredential(String markdown, String before) {
        var problems = CredentialScan.in(markdown, CredentialScan.Language.PROSE).stream()
                .filter(match -> !before.contains(markdown.substring(match.start(), match.end())))
                .limit(MOST_TOLD)
                .map(match -> Problem.error(
                                "article.credential",
                                "Line " + match.line() + " of the article holds what looks like "
                                        + match.kind().one() + ", and everybody reads articles.",
                                "Say where to ask for it instead.")
                        .at("", match.line(), 1))
                .toList();
        if (!problems.isEmpty()) {
            throw new ProblemException(Kind.INVALID, problems);
        }
    }

    private static ProblemException changedMeanwhile(Article current, ArticleMerge.Merged merged) {
        var problems = merged.conflicts().stream()
                .map(conflict -> Problem.error(
                        "article.changed-meanwhile",
                        current.author() + " has changed \u201c"
                                + conflict.place().name() + "\u201d meanwhile (revision " + current.revision() + ").",
                        "Look at both texts, put them together, and save on top of revision " + current.revision()
                                + "."))
                .toList();
        return new ProblemException(Kind.CONFLICT, problems);
    }
}
