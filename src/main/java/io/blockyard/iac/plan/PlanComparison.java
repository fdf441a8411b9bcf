package io.blockyard.iac.plan;

import io.blockyard.iac.Plan;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What a new plan would do otherwise than the one that it replaces. */
public final class PlanComparison {

    private PlanComparison() {}

    /** Each resource that is treated differently, in the order of the new plan, then of the old one. */
    public static List<Plan.Moved> of(Plan old, Plan now) {
        var before = byAddress(old);
        var after = byAddress(now);
        var moved = new ArrayList<Plan.Moved>();
        after.forEach((address, change) -> {
            var was = before.get(address);
            var wasAction = was == null ? Action.NO_OP : was.action();
            var attributes = was == null ? List.<String>of() : attributes(was, change);
            if (wasAction != change.action() || !attributes.isEmpty()) {
                moved.add(new Plan.Moved(address, wasAction, change.action(), attributes));
            }
        });
        before.forEach((address, change) -> {
            if (!after.containsKey(address) && change.action() != Action.NO_OP) {
                moved.add(new Plan.Moved(address, Objects.requireNonNull(change).action(), Action.NO_OP, List.of()));
            }
        });
        return List.copyOf(moved);
    }

    /** What is set differently, and what is overwritten or deleted that the old plan did not find there. */
    private static List<String> attributes(ResourceChange was, ResourceChange now) {
        var paths = new TreeSet<String>();
        if (was.after() != null && now.after() != null) {
            paths.addAll(Attributes.changes(was.after(), now.after()).keySet());
        }
        boolean writes = was.action() != Action.NO_OP && now.action() != Action.NO_OP;
        if (writes && was.before() != null && now.before() != null) {
            paths.addAll(Attributes.changes(was.before(), now.before()).keySet());
        }
        return List.copyOf(paths);
    }

    private static Map<String, ResourceChange> byAddress(Plan plan) {
        var changes = new LinkedHashMap<String, ResourceChange>();
        plan.changes().forEach(change -> changes.put(change.address(), change));
        return changes;
    }
}
