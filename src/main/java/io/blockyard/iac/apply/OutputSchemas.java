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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

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
     */
    public record Outcome(List<String> updated, Map<String, String> differing) {}

    /**
     * In the order of the plan, so that what one recipe makes is known to the next. A recipe that stays as it is is asked
     * as well where what it reads has changed.
     */
    public static Outcome update(DssProject project, List<ResourceChange> changes) {
        var contracts = new TreeMap<String, List<String>>();
        for (var change : changes) {
            var after = change.after();
            if (change.type().equals("dataset") && after != null && after.has("schema")) {
                contracts.put(change.name(), columns(after.path("schema")));
            }
        }
        var moved = new TreeSet<String>();
        changes.stream()
                .filter(change -> change.type().equals("dataset") && isMade(change.action()))
                .forEach(change -> moved.add(change.name()));
        var updated = new ArrayList<String>();
        var differing = new TreeMap<String, String>();
        for (var change : changes) {
            if (isToBeAsked(change, moved)) {
                for (var update : updates(project, change.name())) {
                    var contract = contracts.get(update.id());
                    if (contract == null) {
                        project.updateOutputSchema(change.name(), update);
                        updated.add(update.id());
                        moved.add(update.id());
                    } else if (!contract.equals(update.columns())) {
                        differing.put(update.id(), difference(change.name(), contract, update.columns()));
                    }
                }
            }
        }
        return new Outcome(List.copyOf(updated), differing);
    }

    /** Names of the datasets among a recipe's items, as a plan holds them. */
    public static Stream<String> datasets(JsonNode items) {
        return items.valueStream()
                .filter(item -> item.isString() || !item.has("kind"))
                .map(item -> item.isString() ? item.stringValue() : text(item, "ref"))
                .filter(name -> name.indexOf('.') < 0);
    }

    private static boolean isToBeAsked(ResourceChange change, Set<String> moved) {
        var after = change.after();
        if (!change.type().equals("recipe")
                || after == null
                || RecipeTypes.language(text(after, "type")) != RecipeTypes.Language.NONE) {
            return false;
        }
        boolean stays = change.action() == Action.NO_OP;
        return isMade(change.action())
                || (stays && datasets(after.path("inputs")).anyMatch(moved::contains));
    }

    private static boolean isMade(Action action) {
        return action == Action.CREATE || action == Action.UPDATE;
    }

    /** None where DSS cannot tell before it has run the recipe. */
    private static List<SchemaUpdate> updates(DssProject project, String recipe) {
        try {
            return project.schemaUpdates(recipe);
        } catch (ProblemException cannotTell) {
            return switch (cannotTell.kind()) {
                case INVALID, NOT_FOUND, CONFLICT, UNPLANNABLE, REMOTE -> List.of();
                case SETTINGS, FORBIDDEN, UNAUTHENTICATED -> throw cannotTell;
            };
        }
    }

    private static List<String> columns(JsonNode schema) {
        return schema.path("columns")
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
