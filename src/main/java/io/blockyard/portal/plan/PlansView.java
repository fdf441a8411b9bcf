package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.blockyard.access.Right;
import io.blockyard.dataiku.Sources;
import io.blockyard.iac.Environments;
import io.blockyard.iac.PlanState;
import io.blockyard.iac.Plans;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.FilterChips;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.shell.MainLayout;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All plans, newest first, or those of a phase or project: {@code /plans?phase=waiting&target=plant&project=LINE_9}. */
@Route(value = "plans", layout = MainLayout.class)
@PermitAll
public class PlansView extends Main implements AfterNavigationObserver, HasDynamicTitle {

    private static final int AT_ONCE = 50;

    private final SignedIn signedIn;
    private final Plans plans;
    private final Div filter = Parts.box("toolbar");
    private final Div list = new Div();

    public PlansView(SignedIn signedIn, Plans plans, Sources sources, Environments environments) {
        this.signedIn = signedIn;
        this.plans = plans;
        addClassNames("view", "plans");
        var heading = Parts.heading(t("plans.title"), t("plans.lead"));
        if (signedIn.may(Right.COMPOSE)) {
            heading.add(Parts.box(
                    "heading-actions",
                    Parts.button(
                            t("plans.new"),
                            "new-plan",
                            () -> new NewPlanDialog(signedIn, plans, sources, environments).open())));
        }
        add(heading, filter, list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var state = PlanListState.of(event.getLocation().getQueryParameters());
        var counts = plans.counts(signedIn.actor(), state.target(), state.projectKey());
        showFilter(state, counts);
        if (state.of(counts) > 0) {
            var rows = new PlanRows();
            Parts.replace(list, rows);
            showMore(state, rows, null);
        } else {
            Parts.replace(list, state.isAll() ? nothingYet() : nothingHere());
        }
    }

    /** Below what is shown already, whatever was planned meanwhile. */
    private void showMore(PlanListState state, PlanRows rows, @Nullable String cursor) {
        var page = plans.page(signedIn.actor(), state.query(cursor, AT_ONCE));
        page.items().forEach(rows::add);
        var next = page.next();
        if (next != null) {
            var older = Parts.box("more");
            older.add(Parts.button(t("plans.older"), "plans-older", () -> {
                list.remove(older);
                long before = rows.getChildren().count();
                showMore(state, rows, next);
                rows.getElement().executeJs("this.children[$0]?.querySelector('a')?.focus()", before);
            }));
            list.add(older);
        }
    }

    private void showFilter(PlanListState state, Map<PlanState, Long> counts) {
        Parts.replace(filter);
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (all > 0) {
            var chips = new FilterChips(t("plans.filter"));
            chips.chip(t("plans.all"), all, state.phase().isEmpty(), "phase-all", () -> go(state.withoutPhase()));
            for (var phase : PlanPhase.values()) {
                long count = phase.of(counts);
                boolean isChosen = state.phase().filter(phase::equals).isPresent();
                if (count > 0 || isChosen) {
                    chips.chip(
                            t("plan.phase." + phase.wire()),
                            count,
                            isChosen,
                            "phase-" + phase.wire(),
                            () -> go(isChosen ? state.withoutPhase() : state.with(phase)));
                }
            }
            filter.add(chips);
        }
        if (state.isOfOneProject()) {
            var project = new FilterChips(t("plans.filter.project"));
            project.chip(state.projectName(), all, true, "of-project", () -> go(state.withoutProject()));
            filter.add(project);
        }
    }

    private static void go(PlanListState state) {
        UI.getCurrent().navigate(PlansView.class, state.toParameters());
    }

    private Component nothingYet() {
        return signedIn.may(Right.COMPOSE)
                ? Parts.empty(
                        "plan",
                        t("plans.empty"),
                        t("plans.empty.hint"),
                        Parts.primary(
                                t("plans.empty.do"),
                                "to-compose",
                                () -> UI.getCurrent().navigate("compose")))
                : Parts.empty("plan", t("plans.empty"), t("plans.empty.other"));
    }

    private static Component nothingHere() {
        return Parts.empty(
                "plan",
                t("plans.none"),
                t("plans.none.hint"),
                Parts.button(t("plans.show-all"), "show-all", () -> go(PlanListState.ALL)));
    }

    @Override
    public String getPageTitle() {
        return t("plans.title") + " – Blockyard";
    }
}
