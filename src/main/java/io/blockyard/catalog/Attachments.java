package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Files that people put beside an article: pictures that it shows, tables and documents that it links to. Each change of
 * them is a revision of the article, and an earlier revision keeps what it had.
 */
public class Attachments {

    private static final int MOST = 100;
    /** All of an article, in sizes of the largest single one: everybody who copies the registry copies them. */
    private static final long TOGETHER = 10;

    private final CatalogTables blocks;
    private final ArticleTables articles;
    private final AttachmentTables tables;
    private final ArticleChanges changes;
    private final BundleStore contents;
    private final AttachmentRules rules;

    public Attachments(
            DataSource dataSource,
            TransactionTemplate transaction,
            BundleStore contents,
            AttachmentRules rules,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        var jdbc = JdbcClient.create(dataSource);
        this.blocks = new CatalogTables(jdbc);
        this.articles = new ArticleTables(jdbc);
        this.tables = new AttachmentTables(jdbc);
        this.changes = new ArticleChanges(jdbc, transaction, audit, events, clock);
        this.contents = contents;
        this.rules = rules;
    }

    /** What may be attached. */
    public AttachmentRules rules() {
        return rules;
    }

    /** Those of the newest revision, by name. @throws ProblemException NOT_FOUND with similar ids */
    public List<Attachment> all(Actor actor, BlockId id) {
        actor.require(Right.READ);
        return tables.newest(known(id));
    }

    /** Those that a revision had, by name. @throws ProblemException NOT_FOUND without such a revision */
    public List<Attachment> all(Actor actor, BlockId id, long revision) {
        actor.require(Right.READ);
        var block = known(id);
        if (articles.revision(block, revision).isEmpty()) {
            throw Articles.noRevision(block, revision);
        }
        return tables.of(block, revision);
    }

    /** Whether any revision of the article had this content under this name; not for a block that is not here. */
    public boolean everHad(Actor actor, BlockId id, String name, String digest) {
        actor.require(Right.READ);
        return tables.ever(id, name, digest);
    }

    /** @throws ProblemException NOT_FOUND when the newest revision has none of this name */
    public Attachment get(Actor actor, BlockId id, String name) {
        actor.require(Right.READ);
        return named(name, all(actor, id), id);
    }

    /** @throws ProblemException NOT_FOUND when the revision had none of this name */
    public Attachment get(Actor actor, BlockId id, String name, long revision) {
        return named(name, all(actor, id, revision), id);
    }

    /** Its bytes, verified. @throws ProblemException NOT_FOUND when they are lost, CONFLICT when they are others */
    public byte[] content(Actor actor, Attachment attachment) {
        actor.require(Right.READ);
        return contents.read(attachment);
    }

    /**
     * Attaches a file, in the place of another of its name. No more than the largest size is read.
     *
     * @throws ProblemException INVALID for what may not be attached, or a name that differs from another in case only
     */
    public Attachment attach(Actor actor, BlockId id, String fileName, InputStream content) throws IOException {
        actor.require(Right.WRITE_ARTICLES);
        return attach(actor, id, fileName, content.readNBytes(Math.toIntExact(rules.largest() + 1)));
    }

    /** As {@link #attach(Actor, BlockId, String, InputStream)}. */
    public Attachment attach(Actor actor, BlockId id, String fileName, byte[] content) {
        actor.require(Right.WRITE_ARTICLES);
        var name = AttachmentRules.name(fileName);
        rules.check(name, content);
        var attachment = Attachment.of(name, content.length, Bundle.digest(content));
        var block = known(id);
        checkBeside(tables.newest(block), attachment);
        contents.keep(attachment, content);
        changes.any(actor, block, "Attached " + name, (current, next) -> {
            var there = tables.newest(block);
            if (there.contains(attachment)) {
                return Optional.empty();
            }
            checkBeside(there, attachment);
            tables.add(block, attachment, next);
            return Optional.of(current.article().markdown());
        });
        return attachment;
    }

    /** Takes a file away; earlier revisions keep it. @throws ProblemException NOT_FOUND */
    public void remove(Actor actor, BlockId id, String name) {
        actor.require(Right.WRITE_ARTICLES);
        var block = known(id);
        changes.any(actor, block, "Removed " + name, (current, next) -> {
            tables.remove(block, named(name, tables.newest(block), block).name(), next);
            return Optional.of(current.article().markdown());
        });
    }

    /** Keeps the content of a file that an imported article has. @throws ProblemException INVALID when the rules refuse it */
    Attachment keep(String name, byte[] content) {
        rules.check(name, content);
        var attachment = Attachment.of(name, content.length, Bundle.digest(content));
        contents.keep(attachment, content);
        return attachment;
    }

    /** To a revision of an imported article, in the caller's transaction. */
    void add(BlockId id, Attachment attachment, long revision) {
        tables.add(id, attachment, revision);
    }

    /** As {@link #add}, unless the article has one of this name, whatever its case. */
    void addUnlessNamed(BlockId id, Attachment attachment, long revision) {
        if (tables.newest(id).stream().noneMatch(there -> there.name().equalsIgnoreCase(attachment.name()))) {
            add(id, attachment, revision);
        }
    }

    private void checkBeside(List<Attachment> there, Attachment attachment) {
        var name = attachment.name();
        if (there.stream()
                .anyMatch(other ->
                        other.name().equalsIgnoreCase(name) && !other.name().equals(name))) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "attachment.name",
                    "There is an attachment whose name differs from \u201c" + name + "\u201d in case only.",
                    "Give the file that name, or another.");
        }
        if (there.size() >= MOST
                && there.stream().noneMatch(other -> other.name().equals(name))) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "attachment.too-many",
                    "An article holds " + MOST + " attachments at most.",
                    "Remove some, or put several into a zip.");
        }
        long others = there.stream()
                .filter(other -> !other.name().equals(name))
                .mapToLong(Attachment::size)
                .sum();
        long most = TOGETHER * rules.largest();
        if (others + attachment.size() > most) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "attachment.too-much",
                    "The attachments of an article have " + (most >> 10) + " KiB together at most.",
                    "Remove some, or keep large files elsewhere and link there.");
        }
    }

    private static Attachment named(String name, List<Attachment> there, BlockId id) {
        return there.stream()
                .filter(attachment -> attachment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        Kind.NOT_FOUND,
                        "attachment.not-found",
                        "The article of " + id + " has no attachment \u201c" + name + "\u201d.",
                        there.isEmpty()
                                ? "It has none."
                                : "It has "
                                        + String.join(
                                                ", ",
                                                there.stream()
                                                        .map(Attachment::name)
                                                        .toList()) + "."));
    }

    private BlockId known(BlockId id) {
        return blocks.known(id).orElseThrow(() -> BlockNames.noBlock(id, blocks.ids()));
    }
}
