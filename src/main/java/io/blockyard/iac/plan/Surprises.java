package io.blockyard.iac.plan;

import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.AttributeChange;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What a plan does that a reviewer might not expect: data that are left behind or lost, zones that nothing is in, code
 * that wants a credential.
 */
public final class Surprises {

    /** Attributes that say where data lie. */
    private static final Set<String> PLACES = Set.of("connection", "dssType", "params.path", "params.table");

    private Surprises() {}

    /** Warnings, in the order of the changes. */
    public static List<Problem> of(List<ResourceChange> changes) {
        var found = new ArrayList<Problem>();
        for (var change : changes) {
            if (change.action() == Action.CREATE || change.action() == Action.UPDATE) {
                found.addAll(RemovedCredentials.in(change));
            }
            var type = ResourceType.ofWire(change.type()).orElse(ResourceType.BLOCK);
            if (type == ResourceType.DATASET) {
                dataset(change, found);
            } else if (type == ResourceType.FOLDER && change.action() == Action.DELETE) {
                found.add(warning(
                        change,
                        "plan.folder-deleted",
                        "The folder \u201c" + change.name()
                                + "\u201d is deleted; files in it cannot be brought back by a"
                                + " roll-back once DSS has thrown them away.",
                        "Copy what is still needed."));
            } else if (type == ResourceType.FOLDER && moves(change)) {
                found.add(warning(
                        change,
                        "plan.data-left",
                        "The folder \u201c" + change.name()
                                + "\u201d moves to another place; what it holds stays behind.",
                        "Fill it again after the apply, or copy the files."));
            } else if (type == ResourceType.ZONE && change.action() != Action.DELETE && isEmpty(change, changes)) {
                found.add(warning(
                        change,
                        "plan.zone-empty",
                        "Nothing will be in the zone \u201c" + change.name() + "\u201d.",
                        "Leave it out, or give an instance this zone_name."));
            }
        }
        return List.copyOf(found);
    }

    private static void dataset(ResourceChange change, List<Problem> found) {
        if (change.action() == Action.DELETE) {
            found.add(warning(
                    change,
                    "plan.data-left",
                    "The dataset \u201c" + change.name() + "\u201d is deleted; what it holds stays where it lies.",
                    "Clear the data in DSS first when nobody needs them."));
            return;
        }
        if (change.action() != Action.UPDATE || change.before() == null || change.after() == null) {
            return;
        }
        if (moves(change)) {
            found.add(warning(
                    change,
                    "plan.data-left",
                    "The dataset \u201c" + change.name() + "\u201d moves to another place; what it holds stays behind.",
                    "Build it again after the apply, or copy the data."));
        }
        var lost = columns(change.before());
        lost.removeAll(columns(change.after()));
        if (!lost.isEmpty() && change.after().has("schema")) {
            found.add(warning(
                    change,
                    "plan.columns-dropped",
                    "The dataset \u201c" + change.name() + "\u201d loses the columns " + String.join(", ", lost) + ".",
                    "Whoever reads them will fail; build the dataset again after the apply."));
        }
    }

    private static boolean moves(ResourceChange change) {
        return change.action() == Action.UPDATE
                && change.attributeChanges().stream().map(AttributeChange::path).anyMatch(PLACES::contains);
    }

    private static Set<String> columns(JsonNode attributes) {
        var names = new TreeSet<String>();
        attributes
                .path("schema")
                .path("columns")
                .values()
                .forEach(column -> names.add(column.path("name").asString("")));
        return names;
    }

    private static boolean isEmpty(ResourceChange zone, List<ResourceChange> changes) {
        return zone.afterUnknown().isEmpty()
                && changes.stream()
                        .noneMatch(change -> change.action() != Action.DELETE
                                && change.zone().equals(zone.name()));
    }

    private static Problem warning(ResourceChange change, String code, String message, String remedy) {
        return Problem.warning(code, message, remedy).at(change.address());
    }
}
