package io.blockyard.search.match;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.ChangeFeed;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.index.AskSource;
import io.blockyard.search.index.GeneratedAsks;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.match.Ask.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people say when they need a block: generated from it, written by authors, and learned from what people did. The
 * first are made again whenever they are looked at, so that one that is wrong is hidden by its words; the others are
 * kept, and can be changed and removed.
 */
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

    /** Those that people wrote or that were learned, oldest first, and then those that are generated, hidden ones too. */
    public List<Ask> of(Actor actor, BlockId id) {
        actor.require(Right.READ);
        return of(catalog.block(actor, id));
    }

    private List<Ask> of(CatalogBlock block) {
        var id = block.manifest().id();
        var asks = new ArrayList<>(table.of(id));
        var kept = asks.stream().map(ask -> AskSource.key(ask.text())).toList();
        var hidden = table.hidden(id);
        for (var text : GeneratedAsks.of(block.manifest(), block.summary(), packs.get())) {
            var key = AskSource.key(text);
            if (!kept.contains(key)) {
                asks.add(generated(id, text, hidden.contains(key)));
            }
        }
        return List.copyOf(asks);
    }

    private static Ask generated(BlockId block, String text, boolean hidden) {
        var id = UUID.nameUUIDFromBytes(AskSource.key(text).getBytes(StandardCharsets.UTF_8));
        return new Ask(id.toString(), block, text, Origin.GENERATED, "", null, null, null, null, hidden);
    }

    /**
     * Writes down what somebody would say when they need the block. The same words again change nothing.
     *
     * @throws ProblemException INVALID for an empty or long text, NOT_FOUND without the block, CONFLICT when it has too
     *     many
     */
    public Ask add(Actor actor, BlockId id, String text) {
        actor.require(Right.WRITE_ARTICLES);
        var tidy = checked(text);
        var block = catalog.block(actor, id).manifest().id();
        return changed(() -> keep(actor, block, tidy, Origin.AUTHOR, null).orElseThrow(() -> tooMany(block)));
    }

    /**
     * Says an ask in other words. One that is generated is hidden, and the new words are the author's.
     *
     * @throws ProblemException INVALID for an empty or long text, NOT_FOUND without the block or the ask, CONFLICT when
     *     another ask has these words, or the block has too many
     */
    public Ask edit(Actor actor, BlockId id, String askId, String text) {
        actor.require(Right.WRITE_ARTICLES);
        var tidy = checked(text);
        return onAsk(actor, id, askId, ask -> {
            if (ask.text().equals(tidy)) {
                return ask;
            }
            boolean same = AskSource.key(ask.text()).equals(AskSource.key(tidy));
            if (!same && keeps(ask.block(), tidy)) {
                throw ProblemException.of(
                        ProblemException.Kind.CONFLICT,
                        "ask.same",
                        "The block " + ask.block() + " has an ask in these words already.",
                        "Say it in other words, or remove one of the two.");
            }
            if (ask.origin() == Origin.GENERATED) {
                if (!ask.hidden()) {
                    hide(actor, ask);
                }
                return keep(actor, ask.block(), tidy, Origin.AUTHOR, null).orElseThrow(() -> tooMany(ask.block()));
            }
            if (!same) {
                unlearn(actor, ask);
            }
            table.rewrite(ask.id(), tidy, actor.name(), clock.instant());
            touched(actor, "ask.edit", ask);
            return found(of(catalog.block(actor, ask.block())), ask.block(), ask.id());
        });
    }

    /**
     * Removes what was written or learned.
     *
     * @throws ProblemException NOT_FOUND when the block has no such ask, INVALID for one that is generated
     */
    public void remove(Actor actor, BlockId id, String askId) {
        actor.require(Right.WRITE_ARTICLES);
        onAsk(actor, id, askId, ask -> {
            if (ask.origin() == Origin.GENERATED) {
                throw ProblemException.of(
                        ProblemException.Kind.INVALID,
                        "ask.generated",
                        "This ask is generated from the block, and would be generated again.",
                        "Hide it instead.");
            }
            unlearn(actor, ask);
            table.delete(ask.block(), ask.id());
            touched(actor, "ask.remove", ask);
            return ask;
        });
    }

    /**
     * Puts a generated ask away that is wrong, for as long as the block would be asked for in these words.
     *
     * @throws ProblemException NOT_FOUND when the block has no such ask, INVALID for one that is kept
     */
    public Ask hide(Actor actor, BlockId id, String askId) {
        actor.require(Right.WRITE_ARTICLES);
        return onAsk(actor, id, askId, ask -> {
            onlyGenerated(ask);
            if (!ask.hidden()) {
                hide(actor, ask);
            }
            return generated(ask.block(), ask.text(), true);
        });
    }

    /** Brings a generated ask back that was hidden; throws as {@link #hide}. */
    public Ask show(Actor actor, BlockId id, String askId) {
        actor.require(Right.WRITE_ARTICLES);
        return onAsk(actor, id, askId, ask -> {
            onlyGenerated(ask);
            if (ask.hidden()) {
                table.show(ask.block(), ask.text());
                touched(actor, "ask.show", ask);
            }
            return generated(ask.block(), ask.text(), false);
        });
    }

    /**
     * Remembers that each of these blocks served a need: a person composed them for it and made a plan of the result.
     * What somebody removed, put in other words or hid is not learned again.
     *
     * @param served block → the need, or the part of one, that it served, as {@link Matching#servedNeeds} tells
     * @param composition where, for the record
     */
    public void learn(Actor actor, Map<BlockId, String> served, UUID composition) {
        actor.require(Right.COMPOSE);
        served.forEach((id, need) -> {
            var tidy = tidy(need);
            if (!tidy.isEmpty() && tidy.length() <= LONGEST && catalog.exists(id)) {
                changed(() -> table.hidden(id).contains(AskSource.key(tidy))
                        ? Optional.empty()
                        : keep(actor, id, tidy, Origin.LEARNED, composition));
            }
        });
    }

    private static String tidy(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String checked(String text) {
        var tidy = tidy(text);
        if (tidy.isEmpty() || tidy.length() > LONGEST) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "ask.text",
                    "An ask has 1 to " + LONGEST + " characters; this one has " + tidy.length() + ".",
                    "Write one sentence, as somebody would say it who needs the block.");
        }
        return tidy;
    }

    private static ProblemException tooMany(BlockId block) {
        return ProblemException.of(
                ProblemException.Kind.CONFLICT,
                "ask.many",
                "The block " + block + " has " + MOST_OF_BLOCK + " asks, and takes no more.",
                "Remove one that says nearly the same as another.");
    }

    private static void onlyGenerated(Ask ask) {
        if (ask.origin() != Origin.GENERATED) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "ask.kept",
                    "Only an ask that is generated can be hidden; this one was "
                            + (ask.origin() == Origin.AUTHOR ? "written." : "learned."),
                    "Remove it instead.");
        }
    }

    /** Somebody may keep the same words at the same moment; then they are there the second time. */
    private <T> T changed(Supplier<T> change) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> change.get()));
        } catch (DuplicateKeyException e) {
            return Objects.requireNonNull(transaction.execute(status -> change.get()));
        }
    }

    private Ask onAsk(Actor actor, BlockId id, String askId, Function<Ask, Ask> change) {
        var block = catalog.block(actor, id);
        return changed(() -> change.apply(found(of(block), id, askId)));
    }

    private static Ask found(List<Ask> asks, BlockId block, String askId) {
        return asks.stream()
                .filter(ask -> ask.id().equals(askId))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.NOT_FOUND,
                        "ask.not-found",
                        "The block " + block + " has no ask " + askId + ".",
                        "List its asks to see their ids; generated ones follow the block's documentation."));
    }

    private boolean keeps(BlockId block, String text) {
        var key = AskSource.key(text);
        return table.of(block).stream()
                .anyMatch(ask -> AskSource.key(ask.text()).equals(key));
    }

    private void hide(Actor actor, Ask ask) {
        table.hide(ask.block(), ask.text(), actor.name(), clock.instant());
        touched(actor, "ask.hide", ask);
    }

    /** What was learned and found wrong. */
    private void unlearn(Actor actor, Ask ask) {
        if (ask.origin() == Origin.LEARNED && !table.hidden(ask.block()).contains(AskSource.key(ask.text()))) {
            table.hide(ask.block(), ask.text(), actor.name(), clock.instant());
        }
    }

    private void touched(Actor actor, String what, Ask ask) {
        audit.record(actor, what, ask.block().value(), ask.text());
        changes.touch(ask.block());
    }

    /** The one that is kept, or the same one that was; empty when there are too many. */
    private Optional<Ask> keep(Actor actor, BlockId id, String text, Origin origin, @Nullable UUID composition) {
        var key = AskSource.key(text);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var known = table.of(id);
        var same = known.stream()
                .filter(each -> AskSource.key(each.text()).equals(key))
                .findFirst();
        if (same.isPresent() || known.size() >= MOST_OF_BLOCK) {
            return same;
        }
        var ask = new Ask(
                UUID.randomUUID().toString(), id, text, origin, actor.name(), now, composition, null, null, false);
        table.insert(ask, now);
        audit.record(actor, "ask.add", id.value(), origin.wire());
        changes.touch(id);
        return Optional.of(ask);
    }
}
