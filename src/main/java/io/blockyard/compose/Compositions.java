package io.blockyard.compose;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockReference;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.Solutions;
import io.blockyard.compose.CompositionRequest.ProjectChoice;
import io.blockyard.iac.Validator;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.BlockRelatives;
import io.blockyard.search.match.Asks;
import io.blockyard.search.match.Matching;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drafts of compositions, saved at every step. A draft belongs to who made it; an administrator sees all. The YAML of
 * a composition always passes the validator, or is empty with the reason among the problems; only YAML that a person
 * edited is kept as it is.
 */
public class Compositions {

    private static final int LONGEST_YAML = 1_000_000;
    private static final int MOST_LISTED = 100;
    private static final int MAKERS_OFFERED = 3;

    private final CompositionTables tables;
    private final TransactionTemplate transaction;
    private final Catalog catalog;
    private final Matching matching;
    private final BlockRelatives relatives;
    private final Asks asks;
    private final Validator validator;
    private final Solutions solutions;
    private final ChosenBlocks chosen;
    private final Clock clock;

    public Compositions(
            DataSource dataSource,
            TransactionTemplate transaction,
            Catalog catalog,
            Matching matching,
            BlockRelatives relatives,
            Asks asks,
            Validator validator,
            Solutions solutions,
            Clock clock) {
        this.tables = new CompositionTables(JdbcClient.create(dataSource));
        this.transaction = transaction;
        this.catalog = catalog;
        this.matching = matching;
        this.relatives = relatives;
        this.asks = asks;
        this.validator = validator;
        this.solutions = solutions;
        this.chosen = new ChosenBlocks(catalog);
        this.clock = clock;
    }

    /**
     * Starts a draft from blocks, or, when none are named, from the blocks that matching proposes for the intent.
     *
     * @throws ProblemException NOT_FOUND or INVALID when a reference names nothing, with similar ids
     */
    public Composition create(Actor actor, CompositionRequest request) {
        actor.require(Right.COMPOSE);
        var intent = tidy(Objects.requireNonNullElse(request.intent(), ""));
        var choices = request.blocks();
        List<Problem> notes = List.of();
        if (choices.isEmpty() && !intent.isEmpty()) {
            var proposal = IntentProposal.of(matching, actor, intent);
            choices = proposal.blocks();
            notes = proposal.notes();
        }
        var draft = new Draft(
                intent,
                chosen.resolve(actor, choices, List.of()),
                List.of(),
                List.of(),
                request.project() == null ? Draft.NO_PROJECT : tidy(request.project()),
                "",
                notes);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var stored = new CompositionTables.Stored(UUID.randomUUID(), actor.name(), draft, now, now);
        tables.insert(stored);
        return composed(actor, stored);
    }

    /** @throws ProblemException NOT_FOUND when there is none, or it is somebody else's */
    public Composition get(Actor actor, UUID id) {
        actor.require(Right.READ);
        return composed(actor, own(actor, id, tables.find(id).orElse(null)));
    }

    /** The person's own, last changed first; an administrator's view holds everybody's. */
    public List<DraftListing> recent(Actor actor, int limit) {
        actor.require(Right.READ);
        int atMost = Math.clamp(limit, 0, MOST_LISTED);
        var stored = actor.may(Right.ADMINISTER) ? tables.newest(atMost) : tables.newestOf(actor.name(), atMost);
        return stored.stream().map(s -> listed(actor, s)).toList();
    }

    /**
     * Saves what a person changed. Wiring that they did not touch is proposed anew, and the YAML is written anew,
     * unless it was edited by hand: then it stays until {@link #updateYaml} is called with an empty text.
     */
    public Composition update(Actor actor, UUID id, CompositionEdit edit) {
        return change(actor, id, draft -> {
            var edited = draft;
            if (edit.blocks() != null) {
                edited = edited.withBlocks(chosen.resolve(actor, edit.blocks(), edited.blocks()));
            }
            var ends = new Ends(edited.blocks(), reference -> chosen.manifest(actor, reference));
            if (edit.blocks() != null) {
                edited = edited.withWires(ends.withEnds(edited.wires()));
            }
            if (edit.wires() != null) {
                edited = edited.withWires(ends.rewired(edited.wires(), edit.wires()));
            }
            if (edit.datasets() != null) {
                edited = edited.withDatasets(ends.placed(edited.datasets(), edit.datasets()));
            }
            if (edit.names() != null) {
                edited = edited.withNamed(ends.named(edit.names()));
            }
            if (edit.intent() != null) {
                edited = edited.withIntent(tidy(edit.intent()));
            }
            return edit.project() == null ? edited : edited.withProject(tidy(edit.project()));
        });
    }

    private static String tidy(String intent) {
        var tidy = intent.strip();
        if (tidy.length() > Matching.LONGEST_INTENT) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "match.intent",
                    "An intent has 1 to " + Matching.LONGEST_INTENT + " characters; this one has " + tidy.length()
                            + ".",
                    "Say in a sentence what you need.");
        }
        return tidy;
    }

    /**
     * Keeps YAML that a person edited by hand: it is validated, and used as it is from then on, whatever else is
     * changed. An empty text goes back to the generated YAML.
     */
    public Composition updateYaml(Actor actor, UUID id, String yaml) {
        if (yaml.length() > LONGEST_YAML) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "compose.yaml-too-long",
                    "The configuration has " + yaml.length() + " characters; " + LONGEST_YAML + " are the most.",
                    "Split it into several projects.");
        }
        return change(actor, id, draft -> draft.withYaml(yaml.isBlank() ? "" : yaml));
    }

    /** Remembers which block served which part of the intent: somebody kept them and made a plan of the composition. */
    public void accepted(Actor actor, UUID id) {
        actor.require(Right.COMPOSE);
        var draft = own(actor, id, tables.find(id).orElse(null)).draft();
        var blocks = draft.blocks().stream()
                .map(block -> BlockReference.parse(block.reference()).id())
                .distinct()
                .toList();
        asks.learn(actor, matching.servedNeeds(actor, draft.intent(), blocks), id);
    }

    /**
     * Publishes the composition as a solution, which others can then choose like a block. Where its data lies and how
     * its instances are called stays with the composition; text that was edited by hand is not looked at.
     *
     * @throws ProblemException INVALID when the blocks do not make a whole; CONFLICT as {@link Solutions#publish}
     */
    public PublishedVersion saveAsSolution(Actor actor, UUID id, SolutionChoice choice) {
        return solutions.publish(actor, CompositionSolution.of(get(actor, id), choice));
    }

    public void delete(Actor actor, UUID id) {
        actor.require(Right.COMPOSE);
        own(actor, id, tables.find(id).orElse(null));
        tables.delete(id);
    }

    private Composition change(Actor actor, UUID id, UnaryOperator<Draft> edit) {
        actor.require(Right.COMPOSE);
        var saved = transaction.execute(status -> {
            var stored = own(actor, id, tables.lock(id).orElse(null));
            var changed = new CompositionTables.Stored(
                    id,
                    stored.owner(),
                    edit.apply(stored.draft()),
                    stored.createdAt(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
            tables.update(changed);
            return changed;
        });
        return composed(actor, Objects.requireNonNull(saved));
    }

    private Composition composed(Actor actor, CompositionTables.Stored stored) {
        var composer = new Composer(
                reference -> chosen.manifest(actor, reference),
                this::problemsOf,
                Makers.in(relatives, actor, MAKERS_OFFERED));
        return composer.compose(stored);
    }

    private DraftListing listed(Actor actor, CompositionTables.Stored stored) {
        var draft = stored.draft();
        var blocks = draft.blocks().stream()
                .map(block -> new DraftListing.Block(
                        block.alias(),
                        block.reference(),
                        chosen.manifest(actor, block.reference()).name()))
                .toList();
        return new DraftListing(
                stored.id(),
                draft.intent(),
                draft.project(),
                blocks,
                stored.owner(),
                stored.createdAt(),
                stored.updatedAt());
    }

    private List<Problem> problemsOf(String yaml) {
        return validator.validate(Map.of("project.yml", yaml), Map.of(), catalog);
    }

    private static CompositionTables.Stored own(Actor actor, UUID id, CompositionTables.@Nullable Stored stored) {
        if (stored == null || !(stored.owner().equals(actor.name()) || actor.may(Right.ADMINISTER))) {
            throw ProblemException.of(
                    ProblemException.Kind.NOT_FOUND,
                    "compose.not-found",
                    "You have no composition " + id + ".",
                    "Open one from your list, or start a new one.");
        }
        return stored;
    }

    private static ProjectChoice tidy(ProjectChoice project) {
        return new ProjectChoice(project.key().strip(), project.name().strip());
    }
}
