package io.blockyard.portal.plan;

import com.vaadin.flow.router.QueryParameters;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * What the review of a plan shows, as its address says it: {@code ?tab=graph&zone=Features} or
 * {@code ?action=create&kind=recipe}.
 *
 * @param actions none means all that change anything
 * @param kinds resource types; none means all
 * @param zone what is drawn of a flow that is too large to be drawn whole; empty for its first zone
 */
record ReviewState(Tab tab, List<String> actions, List<String> kinds, String zone) {

    static final ReviewState FIRST = new ReviewState(Tab.CHANGES, List.of(), List.of(), "");

    /** The ways to look at a plan, in their order. */
    enum Tab {
        CHANGES,
        GRAPH,
        CONFIGURATION;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Tab named(String name) {
            for (var tab : values()) {
                if (tab.wire().equals(name)) {
                    return tab;
                }
            }
            return CHANGES;
        }
    }

    static ReviewState of(QueryParameters parameters) {
        return new ReviewState(
                parameters.getSingleParameter("tab").map(Tab::named).orElse(Tab.CHANGES),
                List.copyOf(parameters.getParameters("action")),
                List.copyOf(parameters.getParameters("kind")),
                parameters.getSingleParameter("zone").orElse(""));
    }

    QueryParameters toParameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (tab != Tab.CHANGES) {
            parameters.put("tab", List.of(tab.wire()));
        }
        if (!actions.isEmpty()) {
            parameters.put("action", actions);
        }
        if (!kinds.isEmpty()) {
            parameters.put("kind", kinds);
        }
        if (!zone.isEmpty()) {
            parameters.put("zone", List.of(zone));
        }
        return new QueryParameters(parameters);
    }

    boolean shows(ResourceChange change) {
        boolean action = actions.isEmpty()
                ? change.action() != Action.NO_OP
                : actions.contains(change.action().wire());
        return action && (kinds.isEmpty() || kinds.contains(change.type()));
    }

    ReviewState withTab(Tab newTab) {
        return new ReviewState(newTab, actions, kinds, zone);
    }

    ReviewState toggledAction(String action) {
        return new ReviewState(tab, toggled(actions, action), kinds, zone);
    }

    ReviewState toggledKind(String kind) {
        return new ReviewState(tab, actions, toggled(kinds, kind), zone);
    }

    ReviewState withoutFilters() {
        return new ReviewState(tab, List.of(), List.of(), zone);
    }

    ReviewState withZone(String chosen) {
        return new ReviewState(tab, actions, kinds, chosen);
    }

    private static List<String> toggled(List<String> values, String value) {
        var changed = new ArrayList<>(values);
        if (!changed.remove(value)) {
            changed.add(value);
        }
        return List.copyOf(changed);
    }
}
