package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import io.blockyard.iac.Plan;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.portal.part.BlockLink;
import io.blockyard.portal.part.FilterChips;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a plan changes, by zone, with filters; each change opens to what exactly is different. */
final class ChangesTab extends Div {

    private static final String PROJECT_WIDE = "";
    /** So many changes are shown at once; whoever wants them sees as many more. */
    private static final int AT_ONCE = 300;

    private final Plan plan;
    private final List<ResourceChange> shown;
    private final Div list = Parts.box("changes");

    /** @param changed called with the next state when a person chooses a filter */
    ChangesTab(Plan plan, ReviewState state, Consumer<ReviewState> changed) {
        this.plan = plan;
        this.shown = inZones(plan, state);
        addClassName("changes");
        if (plan.changes().isEmpty()) {
            add(Parts.empty("check", t("plan.no-changes"), t("plan.no-changes.hint")));
            return;
        }
        add(filters(plan, state, changed));
        if (shown.isEmpty()) {
            add(
                    state.actions().isEmpty() && state.kinds().isEmpty()
                            ? Parts.empty("check", t("plan.no-changes"), t("plan.no-changes.hint"))
                            : Parts.empty(
                                    "plan",
                                    t("plan.filtered-out"),
                                    t("plan.filtered-out.hint"),
                                    Parts.button(
                                            t("plan.filter.clear"),
                                            "filter-clear",
                                            () -> changed.accept(state.withoutFilters()))));
        }
        add(list);
        show(AT_ONCE);
    }

    private void show(int most) {
        Parts.replace(list);
        var groups = new LinkedHashMap<String, List<ResourceChange>>();
        shown.stream()
                .limit(most)
                .forEach(change -> groups.computeIfAbsent(zone(change), zone -> new ArrayList<>())
                        .add(change));
        groups.forEach((zone, changes) -> list.add(group(plan, zone, changes)));
        int left = shown.size() - most;
        if (left > 0) {
            list.add(Parts.button(t("plan.changes.more", left), "changes-more", () -> show(most + AT_ONCE)));
        }
    }

    private static Div filters(Plan plan, ReviewState state, Consumer<ReviewState> changed) {
        var actions = new FilterChips(t("plan.filter.action"));
        for (var action : Action.values()) {
            int count = Tally.count(plan.summary(), action);
            if (count > 0 || state.actions().contains(action.wire())) {
                actions.chip(
                        t("plan.action." + action.wire()),
                        count,
                        state.actions().contains(action.wire()),
                        "action-" + action.wire(),
                        () -> changed.accept(state.toggledAction(action.wire())));
            }
        }
        var kinds = new FilterChips(t("plan.filter.kind"));
        var counts = new TreeMap<String, Integer>();
        var anyKind = new ReviewState(state.tab(), state.actions(), List.of(), "");
        plan.changes().stream().filter(anyKind::shows).forEach(change -> counts.merge(change.type(), 1, Integer::sum));
        state.kinds().forEach(kind -> counts.putIfAbsent(kind, 0));
        counts.forEach((kind, count) -> kinds.chip(
                Words.named("resource", kind),
                count,
                state.kinds().contains(kind),
                "kind-" + kind,
                () -> changed.accept(state.toggledKind(kind))));
        return Parts.box("toolbar", actions, kinds);
    }

    /** Zone by zone. What belongs to no zone comes first; a zone itself stands with what is in it. */
    private static List<ResourceChange> inZones(Plan plan, ReviewState state) {
        var zones = new LinkedHashMap<String, List<ResourceChange>>();
        zones.put(PROJECT_WIDE, new ArrayList<>());
        plan.changes().stream()
                .filter(state::shows)
                .forEach(change -> zones.computeIfAbsent(zone(change), zone -> new ArrayList<>())
                        .add(change));
        return zones.values().stream().flatMap(List::stream).toList();
    }

    private static String zone(ResourceChange change) {
        return change.type().equals("zone") ? change.name() : change.zone();
    }

    private static Section group(Plan plan, String zone, List<ResourceChange> changes) {
        var title = new H2(
                Parts.icon(zone.equals(PROJECT_WIDE) ? "project" : "rows"),
                Parts.text("zone-name", zone.equals(PROJECT_WIDE) ? t("plan.project-wide") : zone));
        plan.blockOperations().stream()
                .filter(operation ->
                        operation.zone().equals(zone) && !operation.version().isEmpty())
                .forEach(operation ->
                        title.add(Parts.badge(BlockLink.label(operation.reference(), operation.version()), "level")));
        var rows = Parts.box("card");
        rows.addClassName("flush");
        changes.forEach(change -> rows.add(new ChangeRow(change)));
        var group = new Section(title, rows);
        group.addClassName("zone-group");
        return Parts.named(group, "zone-" + (zone.equals(PROJECT_WIDE) ? "project-wide" : zone));
    }
}
