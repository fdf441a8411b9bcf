package io.blockyard.search.match;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.ChangeFeed;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.index.GeneratedAsks;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.Words;
import io.blockyard.search.match.Ask.Origin;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/** What people say when they need a block: generated from it, written by authors, and learned from what people did. */
public class Asks {

    private static final int LONGEST = 500;
    private static final int MOST_OF_BLOCK = 100;

    private final AskTable table;
    private final Catalog catalog;
    private final ChangeFeed changes;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Supplier<LanguagePacks> packs;
    private final Clock clock;

    public Asks(
            AskTable table,
            Catalog catalog,
            ChangeFeed changes,
            Audit audit,
            TransactionTemplate transaction,
            Supplier<LanguagePacks> packs,
            Clock clock) {
        this.table = table;
        this.catalog = catalog;
        this.changes = changes;
        this.audit = audit;
        this.transaction = transaction;
        this.packs = packs;
        this.clock = clock;
    }

    /** Those that people wrote or that were learned, oldest first, and then those that are generated. */
    public List<Ask> of(Actor actor, BlockId id) {
        actor.require(Right.READ);
        var block = catalog.block(actor, id);
        var asks = new ArrayList<>(table.of(block.manifest().id()));
        GeneratedAsks.of(block.manifest(), block.summary(), packs.get())
                .forEach(text -> asks.add(new Ask("", id, text, Origin.GENERATED, "", null)));
        return List.copyOf(asks);
    }

    /**
     * Writes down what somebody would say when they need the block. The same words again change nothing.
     *
     * @throws ProblemException INVALID for an empty or long text, NOT_FOUND without the block, CONFLICT when it has too
     *     many
     */
    public Ask add(Actor actor, BlockId id, String text) {
        actor.require(Right.WRITE_ARTICLES);
        var tidy = text.strip().replaceAll("\\s+", " ");
        if (tidy.isEmpty() || tidy.length() > LONGEST) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "ask.text",
                    "An ask has 1 to " + LONGEST + " characters; this one has " + tidy.length() + ".",
                    "Write one sentence, as somebody would say it who needs the block.");
        }
        return keep(actor, catalog.block(actor, id).manifest().id(), tidy, Origin.AUTHOR)
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.CONFLICT,
                        "ask.many",
                        "The block " + id + " has " + MOST_OF_BLOCK + " asks, and takes no more.",
                        "Remove one that says nearly the same as another."));
    }

    /** @throws ProblemException NOT_FOUND when the block has no such ask; generated ones cannot be removed */
    public void remove(Actor actor, BlockId id, String askId) {
        actor.require(Right.WRITE_ARTICLES);
        var block = catalog.block(actor, id).manifest().id();
        transaction.executeWithoutResult(status -> {
            if (!table.delete(block, askId)) {
                throw ProblemException.of(
                        ProblemException.Kind.NOT_FOUND,
                        "ask.not-found",
                        "The block " + id + " has no ask " + askId + ".",
                        "List its asks to see their ids; generated ones follow the block's documentation.");
            }
            audit.record(actor, "ask.remove", block.value(), askId);
            changes.touch(block);
        });
    }

    /**
     * Remembers that each of these blocks served a need: a person composed them for it and made a plan of the result.
     *
     * @param served block → the need, or the part of one, that it served, as {@link Matching#servedNeeds} tells
     */
    public void learn(Actor actor, Map<BlockId, String> served) {
        actor.require(Right.COMPOSE);
        served.forEach((id, need) -> {
            var tidy = need.strip().replaceAll("\\s+", " ");
            if (!tidy.isEmpty() && tidy.length() <= LONGEST && catalog.exists(id)) {
                keep(actor, id, tidy, Origin.LEARNED);
            }
        });
    }

    /** How asks are compared; folding can make a text longer. */
    private static String key(String text) {
        var folded = Words.fold(text);
        return folded.length() > LONGEST ? folded.substring(0, LONGEST) : folded;
    }

    /** The one that is kept, or the same one that was; empty when there are too many. */
    private Optional<Ask> keep(Actor actor, BlockId id, String text, Origin origin) {
        var key = key(text);
        var now = clock.instant();
        var ask = new Ask(UUID.randomUUID().toString(), id, text, origin, actor.name(), now);
        return Objects.requireNonNull(transaction.execute(status -> {
            var known = table.of(id);
            var same =
                    known.stream().filter(each -> key(each.text()).equals(key)).findFirst();
            if (same.isPresent() || known.size() >= MOST_OF_BLOCK) {
                return same;
            }
            table.insert(ask, key, now.atOffset(ZoneOffset.UTC));
            audit.record(actor, "ask.add", id.value(), origin.wire());
            changes.touch(id);
            return Optional.of(ask);
        }));
    }
}
