package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.blockyard.access.Right;
import io.blockyard.dataiku.Sources;
import io.blockyard.iac.Environments;
import io.blockyard.iac.Plans;
import io.blockyard.iac.Plans.PlanSummary;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.FilterChips;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.shell.MainLayout;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;

/** All plans, newest first: {@code /plans?phase=waiting}. */
@Route(value = "plans", layout = MainLayout.class)
@PermitAll
public class PlansView extends Main implements AfterNavigationObserver, HasDynamicTitle {

    private static final int SHOWN = 200;

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
        var chosen = PlanPhase.chosen(event.getLocation().getQueryParameters().getParameters("phase"));
        var all = plans.recent(signedIn.actor(), SHOWN);
        var shown = all.stream()
                .filter(plan -> chosen.isEmpty() || PlanPhase.of(plan.state()) == chosen.get())
                .toList();
        showFilter(all, chosen);
        Parts.replace(list, all.isEmpty() ? nothingYet() : shown.isEmpty() ? nothingHere() : new PlanRows(shown));
    }

    private void showFilter(List<PlanSummary> all, Optional<PlanPhase> chosen) {
        Parts.replace(filter);
        if (all.isEmpty()) {
            return;
        }
        var chips = new FilterChips(t("plans.filter"));
        chips.chip(t("plans.all"), all.size(), chosen.isEmpty(), "phase-all", () -> go(Optional.empty()));
        for (var phase : PlanPhase.values()) {
            long count = all.stream()
                    .filter(plan -> PlanPhase.of(plan.state()) == phase)
                    .count();
            boolean isChosen = chosen.filter(phase::equals).isPresent();
            if (count > 0 || isChosen) {
                chips.chip(
                        t("plan.phase." + phase.wire()),
                        count,
                        isChosen,
                        "phase-" + phase.wire(),
                        () -> go(isChosen ? Optional.empty() : Optional.of(phase)));
            }
        }
        filter.add(chips);
    }

    private static void go(Optional<PlanPhase> phase) {
        UI.getCurrent()
                .navigate(
                        PlansView.class,
                        phase.map(chosen -> QueryParameters.of("phase", chosen.wire()))
                                .orElse(QueryParameters.empty()));
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
                Parts.button(t("plans.show-all"), "show-all", () -> go(Optional.empty())));
    }

    @Override
    public String getPageTitle() {
        return t("plans.title") + " – Blockyard";
    }
}
