package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.text;

import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.dataiku.SchemaUpdate;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Gives the outputs of recipes the columns that DSS works out for them. A dataset with columns of its own in the plan
 * keeps these: they are its contract.
 */
public final class OutputSchemas {

    private OutputSchemas() {}

    /**
     * What was done.
     *
     * @param updated the datasets that have other columns now
     * @param differing dataset with a contract → how the recipe's columns differ from it
     * @param unanswered recipe of which the target failed to tell the columns → what it said
     */
    public record Outcome(
            List<String> updated, Map<String, String> differing, SortedMap<String, ProblemException> unanswered) {}

    /**
     * What columns are to follow from.
     *
     * @param moved datasets that have other columns than before
     * @param emptied datasets that have lost their columns
     * @param made recipes that are new or others than before
     */
    public record Reasons(Set<String> moved, Set<String> emptied, Set<String> made) {

        /** @param changes what plans do, or have done */
        public static Reasons of(List<ResourceChange> changes) {
            return new Reasons(
                    named("dataset", changes, OutputSchemas::hasOtherColumns),
                    named("dataset", changes, OutputSchemas::hasLostItsColumns),
                    named("recipe", changes, OutputSchemas::isMade));
        }

        /** The target failed to tell the columns of these recipes. */
        public static Reasons unanswered(Set<String> recipes) {
            return new Reasons(Set.of(), Set.of(), recipes);
        }

        public Reasons and(Reasons others) {
            return new Reasons(union(moved, others.moved), union(emptied, others.emptied), union(made, others.made));
        }

        private static Set<String> union(Set<String> some, Set<String> others) {
            return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * In the order of the plan, so that what one recipe makes is known to the next. A recipe that stays as it is is asked
     * as well where what it reads has other columns than before, or what it writes has lost its own.
     *
     * @param earlier what earlier plans have left to be asked for
     */
    public static Outcome update(DssProject project, List<ResourceChange> changes, Reasons earlier) {
        var contracts = new TreeMap<String, List<String>>();
        for (var change : changes) {
            var after = change.after();
            if (change.type().equals("dataset") && after != null && after.has("schema")) {
                contracts.put(change.name(), columns(after));
            }
        }
        var reasons = earlier.and(Reasons.of(changes));
        var moved = new TreeSet<>(reasons.moved());
        var emptied = reasons.emptied();
        var made = reasons.made();
        var updated = new ArrayList<String>();
        var differing = new TreeMap<String, String>();
        var unanswered = new TreeMap<String, ProblemException>();
        for (var change : changes) {
            if (isToBeAsked(change, made, moved, emptied)) {
                boolean all = made.contains(change.name()) || reads(change, moved);
                for (var update : updates(project, change.name(), unanswered)) {
                    var contract = contracts.get(update.id());
                    if (contract != null) {
                        if (!contract.equals(update.columns())) {
                            differing.put(update.id(), difference(change.name(), contract, update.columns()));
                        }
                    } else if (all || emptied.contains(update.id())) {
                        project.updateOutputSchema(change.name(), update);
                        updated.add(update.id());
                        moved.add(update.id());
                    }
                }
            }
        }
        return new Outcome(List.copyOf(updated), differing, unanswered);
    }

    /** Names of the datasets among a recipe's items, as a plan holds them. */
    public static Stream<String> datasets(JsonNode items) {
        return items.valueStream()
                .filter(item -> item.isString() || !item.has("kind"))
                .map(item -> item.isString() ? item.stringValue() : text(item, "ref"))
                .filter(name -> name.indexOf('.') < 0);
    }

    private static Set<String> named(String type, List<ResourceChange> changes, Predicate<ResourceChange> which) {
        return changes.stream()
                .filter(change -> change.type().equals(type))
                .filter(which)
                .map(ResourceChange::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What reads it does not follow from another description, tag or zone of it. */
    private static boolean hasOtherColumns(ResourceChange change) {
        return switch (change.action()) {
            case CREATE -> true;
            case UPDATE -> {
                var planned = columns(change.after());
                yield !planned.isEmpty() && !planned.equals(columns(change.before()));
            }
            case DELETE, NO_OP -> false;
        };
    }

    /** An update that no longer says columns has taken away those that it said before. */
    private static boolean hasLostItsColumns(ResourceChange change) {
        return isMade(change)
                && columns(change.after()).isEmpty()
                && (change.action() == Action.CREATE
                        || !columns(change.before()).isEmpty());
    }

    private static boolean isToBeAsked(
            ResourceChange change, Set<String> made, Set<String> moved, Set<String> emptied) {
        var after = change.after();
        return change.type().equals("recipe")
                && after != null
                && RecipeTypes.language(text(after, "type")) == RecipeTypes.Language.NONE
                && (made.contains(change.name())
                        || reads(change, moved)
                        || datasets(after.path("outputs")).anyMatch(emptied::contains));
    }

    private static boolean reads(ResourceChange change, Set<String> moved) {
        var after = change.after();
        return after != null && datasets(after.path("inputs")).anyMatch(moved::contains);
    }

    private static boolean isMade(ResourceChange change) {
        return change.action() == Action.CREATE || change.action() == Action.UPDATE;
    }

    /** None where DSS cannot tell before it has run the recipe; one that it fails at does not keep it from the others. */
    private static List<SchemaUpdate> updates(
            DssProject project, String recipe, Map<String, ProblemException> unanswered) {
        try {
            return project.schemaUpdates(recipe);
        } catch (ProblemException cannotTell) {
            return switch (cannotTell.kind()) {
                case INVALID, NOT_FOUND, CONFLICT, UNPLANNABLE -> List.of();
                case REMOTE -> {
                    unanswered.put(recipe, cannotTell);
                    yield List.of();
                }
                case SETTINGS, FORBIDDEN, UNAUTHENTICATED -> throw cannotTell;
            };
        }
    }

    /** Name and type of each column that a dataset is planned with. */
    private static List<String> columns(@Nullable JsonNode dataset) {
        return (dataset == null ? MissingNode.getInstance() : dataset)
                .path("schema")
                .path("columns")
                .valueStream()
                .map(column -> text(column, "name") + " " + text(column, "type"))
                .toList();
    }

    private static String difference(String recipe, List<String> contract, List<String> made) {
        var missing = contract.stream().filter(column -> !made.contains(column)).toList();
        var more = made.stream().filter(column -> !contract.contains(column)).toList();
        return "the recipe " + recipe + " makes "
                + (missing.isEmpty() && more.isEmpty()
                        ? "the columns in another order"
                        : (missing.isEmpty() ? "" : "no " + String.join(", ", missing))
                                + (missing.isEmpty() || more.isEmpty() ? "" : " and ")
                                + (more.isEmpty() ? "" : "also " + String.join(", ", more)));
    }
}
