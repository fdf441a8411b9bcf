package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.dataiku.credential.CredentialScan;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of blocks after a crawl found them: drafts are promoted, blocks deprecated, versions yanked and restored.
 * Administrators may do all of it, and owners with the right to write articles may do it to their blocks.
 */
public class Lifecycles {

    private static final int LONGEST = 1_000;
    private static final int MOST_OWNERS = 50;

    /** A number is given for ever, and the next ones have to fit in a version. */
    private static final int HIGHEST = 999_999;

    private final CatalogTables tables;
    private final StandingTables standings;
    private final DraftTables drafts;
    private final ArticleTables articles;
    private final VersionTexts texts;
    private final CrawledArticles crawled;
    private final DraftNumber numbers;
    private final Catalog catalog;
    private final TransactionTemplate transaction;
    private final CatalogEvents events;
    private final Audit audit;
    private final Clock clock;

    public Lifecycles(
            DataSource dataSource,
            Catalog catalog,
            BundleStore bundles,
            TransactionTemplate transaction,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        var jdbc = JdbcClient.create(dataSource);
        this.tables = new CatalogTables(jdbc);
        this.standings = new StandingTables(jdbc);
        this.drafts = new DraftTables(jdbc);
        this.articles = new ArticleTables(jdbc);
        this.texts = new VersionTexts(jdbc);
        this.crawled = new CrawledArticles(jdbc);
        this.numbers = new DraftNumber(bundles);
        this.catalog = catalog;
        this.transaction = transaction;
        this.events = new CatalogEvents(events);
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Publishes the block's draft; from now on it never changes. What its crawl wrote comes into the article, merged with
     * what people wrote meanwhile.
     *
     * @throws ProblemException CONFLICT when the block has no draft, or another than was seen; INVALID for a number below
     *     the draft's, or not above all that were given
     */
    public CatalogBlock promote(Actor actor, BlockId asked, Promotion promotion) {
        return change(actor, asked, (block, now) -> {
            var id = block.manifest().id();
            var waiting = drafts.of(id).orElseThrow(() -> BlockNames.noDraft(Kind.CONFLICT, block));
            requireSeen(id, waiting, promotion);
            var number = number(id, waiting, promotion);
            var current = articles.locked(id).orElseThrow();
            var draft = numbers.as(waiting.withText(current.generated(), block.summary()), number, this::published);
            var manifest = BlockFormats.json()
                    .readValue(draft.manifest(), BlockManifest.class)
                    .withMetadata(new BlockManifest.Metadata(now.toString(), actor.name()));
            new FormerNames(tables).renamed(block.manifest(), manifest);
            drafts.publish(id, draft, BlockFormats.json().writeValueAsString(manifest), actor.name(), now);
            var text = Objects.requireNonNull(draft.text());
            texts.keep(id, number, text);
            tables.summary(id, text.summary());
            crawled.merge(actor, current, text.article(), draft.note(), now);
            audit.record(actor, "block.promote", id.value(), number.toString());
        });
    }

    /** What a draft uses may have been a draft as well, and be published under another number; one that still waits may not. */
    private BlockReference published(BlockReference used) {
        var given = tables.versions(used.id()).stream()
                .filter(version -> version.standing() != Standing.DRAFT)
                .toList();
        boolean stands = given.stream()
                .anyMatch(version -> version.manifest().version().toString().equals(used.version()));
        boolean waits = drafts.of(used.id())
                .filter(draft -> draft.version().toString().equals(used.version()))
                .isPresent();
        if (stands || waits || given.isEmpty()) {
            return used;
        }
        var newest = given.stream()
                .filter(version -> version.standing() == Standing.PUBLISHED)
                .findFirst()
                .orElse(given.getFirst());
        return new BlockReference(
                used.registry(), used.id(), newest.manifest().version().toString());
    }

    private static void requireSeen(BlockId id, WaitingDraft draft, Promotion promotion) {
        if (!promotion.means(draft)) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "catalog.draft-changed",
                    "The draft of block " + id + " is not the one that you looked at: a crawl has made another, "
                            + draft.version() + " with the digest "
                            + draft.digest().substring(0, Promotion.SHORTEST_DIGEST) + ".",
                    "Look at it again, then promote it as it is now.");
        }
    }

    private BlockVersion number(BlockId id, WaitingDraft draft, Promotion promotion) {
        var asked = Objects.requireNonNullElse(promotion.version(), draft.version());
        if (asked.compareTo(draft.version()) < 0) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "catalog.version-below",
                    "Block " + id + " cannot become " + asked + ": what changed makes it " + draft.version()
                            + " at least.",
                    "Choose a higher number, or none.");
        }
        if (asked.major() > HIGHEST || asked.minor() > HIGHEST || asked.patch() > HIGHEST) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "catalog.version-above",
                    "Block " + id + " cannot become " + asked + ": no part of a version given by hand is above "
                            + HIGHEST + ", since later versions count from there.",
                    "Choose a lower number, or none.");
        }
        tables.versions(id).stream()
                .filter(version -> version.standing() != Standing.DRAFT)
                .map(version -> version.manifest().version())
                .filter(given -> given.compareTo(asked) >= 0)
                .findFirst()
                .ifPresent(highest -> {
                    throw ProblemException.of(
                            Kind.INVALID,
                            "catalog.version-below",
                            "Block " + id + " cannot become " + asked + ": " + highest + " is given already.",
                            "Choose a higher number.");
                });
        return asked;
    }

    /**
     * Says that a block should not be used any more. It stays usable; who uses it is warned.
     *
     * @throws ProblemException INVALID without a message, or when the replacement is the block itself; NOT_FOUND when
     *     there is no such replacement
     */
    public CatalogBlock deprecate(Actor actor, BlockId id, Deprecation deprecation) {
        var message = sentence(deprecation.message(), "message");
        return change(actor, id, (block, now) -> {
            var by = replacement(actor, block, deprecation.replacedBy().strip());
            standings.deprecate(block.manifest().id(), new Deprecation(message, by));
            audit.record(actor, "block.deprecate", block.manifest().id().value(), message);
        });
    }

    /** Takes {@link #deprecate} back. */
    public CatalogBlock reinstate(Actor actor, BlockId id) {
        return change(actor, id, (block, now) -> {
            standings.deprecate(block.manifest().id(), new Deprecation("", ""));
            audit.record(actor, "block.reinstate", block.manifest().id().value(), "");
        });
    }

    /**
     * Takes a version out of what is offered. Configurations and plans that name it exactly still get it, warned.
     *
     * @param reason one sentence that they read then
     * @throws ProblemException NOT_FOUND; INVALID without a reason; CONFLICT for a draft
     */
    public CatalogBlock yank(Actor actor, BlockId id, BlockVersion version, String reason) {
        var why = sentence(reason, "reason");
        return stand(actor, id, version, Standing.YANKED, why, "block.yank");
    }

    /** Offers a yanked version again. */
    public CatalogBlock restore(Actor actor, BlockId id, BlockVersion version) {
        return stand(actor, id, version, Standing.PUBLISHED, "", "block.restore");
    }

    /**
     * Says who looks after a block.
     *
     * @param owners login names; none: administrators only
     */
    public CatalogBlock setOwners(Actor actor, BlockId id, Collection<String> owners) {
        var names = new TreeSet<String>();
        owners.stream().map(String::strip).filter(name -> !name.isEmpty()).forEach(names::add);
        if (names.size() > MOST_OWNERS || names.stream().anyMatch(name -> name.length() > 255 || name.contains("\n"))) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "catalog.owners",
                    "These are no owners: at most " + MOST_OWNERS + " login names of one line each.",
                    "");
        }
        return change(actor, id, (block, now) -> {
            standings.owners(block.manifest().id(), names);
            audit.record(actor, "block.owners", block.manifest().id().value(), String.join(", ", names));
        });
    }

    /** Whether this person may decide of this block. */
    public boolean may(Actor actor, CatalogBlock block) {
        return actor.may(Right.ADMINISTER)
                || (actor.may(Right.WRITE_ARTICLES)
                        && block.stewardship().owners().contains(actor.name()));
    }

    private CatalogBlock stand(
            Actor actor, BlockId id, BlockVersion version, Standing standing, String why, String action) {
        return change(actor, id, (block, now) -> {
            var published = version(block, version);
            if (published.standing() == Standing.DRAFT) {
                throw ProblemException.of(
                        Kind.CONFLICT,
                        "catalog.draft",
                        published.manifest().reference() + " is a draft, which is offered to nobody anyway.",
                        "Promote it first.");
            }
            standings.stand(block.manifest().id(), version, standing, why);
            showText(actor, block, version + (why.isEmpty() ? " is offered again" : " was withdrawn: " + why), now);
            audit.record(actor, action, block.manifest().id().value(), version + (why.isEmpty() ? "" : ": " + why));
        });
    }

    /** The page tells of the version that is shown; another one may be, now. What people wrote stays. */
    private void showText(Actor actor, CatalogBlock before, String note, Instant now) {
        var id = before.manifest().id();
        standings.settle(id);
        var shown = tables.block(id).orElseThrow().manifest().version();
        if (shown.equals(before.manifest().version())) {
            return;
        }
        texts.of(id, shown).ifPresent(text -> {
            tables.summary(id, text.summary());
            articles.locked(id).ifPresent(current -> crawled.merge(actor, current, text.article(), note, now));
        });
    }

    private interface Change {
        void on(CatalogBlock block, Instant now);
    }

    private CatalogBlock change(Actor actor, BlockId asked, Change change) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transaction.execute(status -> {
            // Whoever takes the feed's next place is alone with the catalog until the transaction ends.
            var sequence = tables.nextSequence();
            var block = catalog.block(actor, asked);
            var id = block.manifest().id();
            requireSteward(actor, block);
            change.on(block, now);
            standings.settle(id);
            standings.decided(id, now);
            tables.changed(id, sequence, now);
            events.afterCommit(new CatalogChanged(sequence));
            return catalog.block(actor, id);
        });
    }

    private PublishedVersion version(CatalogBlock block, BlockVersion version) {
        return catalog.version(Actor.system(), block.manifest().id(), version);
    }

    private void requireSteward(Actor actor, CatalogBlock block) {
        if (may(actor, block)) {
            return;
        }
        var owners = block.stewardship().owners();
        throw ProblemException.of(
                Kind.FORBIDDEN,
                "catalog.not-owner",
                "\u201c" + actor.name() + "\u201d may not decide of "
                        + block.manifest().id()
                        + ": it takes an owner of the block with the role AUTHOR, or an administrator.",
                owners.isEmpty()
                        ? "The block has no owner; ask an administrator."
                        : "Ask " + String.join(" or ", owners) + ".");
    }

    private String replacement(Actor actor, CatalogBlock block, String by) {
        if (by.isEmpty()) {
            return "";
        }
        var other = catalog.block(actor, new BlockId(by)).manifest().id();
        if (other.equals(block.manifest().id())) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "catalog.replaced-by-itself",
                    "A block cannot replace itself.",
                    "Name another block.");
        }
        return other.value();
    }

    private static String sentence(String text, String what) {
        var line = text.strip().replaceAll("\\s+", " ");
        if (line.isEmpty() || line.length() > LONGEST) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "catalog.no-" + what,
                    "The " + what + " is " + (line.isEmpty() ? "missing" : "too long") + ".",
                    "Say in a sentence or two why; those who use the block read it.");
        }
        CredentialScan.in(line, CredentialScan.Language.PROSE).stream()
                .findFirst()
                .ifPresent(match -> {
                    throw ProblemException.of(
                            Kind.INVALID,
                            "catalog.credential",
                            "This holds what looks like " + match.kind().one() + ", and everybody reads it.",
                            "Say where to ask for it instead.");
                });
        return line;
    }
}
