package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.blockyard.iac.PlanState;
import io.blockyard.iac.Plans.Approvals;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Parts.Fact;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;

/** A plan at a glance: where it stands, how much it changes, where, for whom, and exactly which. */
final class PlanSummaryCard extends Div {

    /**
     * @param hold holding the project or letting it go, where that matters
     * @param exported the project as a zip that DSS imports; empty for somebody who may not have it
     */
    PlanSummaryCard(
            StoredPlan stored, Approvals approvals, Optional<Button> hold, Optional<Supplier<byte[]>> exported) {
        addClassName("card");
        Parts.named(this, "plan-summary");
        var plan = stored.plan();
        var strip = Parts.box("strip", PlanPhase.badge(stored.state()));
        if (plan != null) {
            strip.add(Tally.full(plan.summary()));
        }
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(t("plan.target"), stored.target().isEmpty() ? t("plan.target.none") : stored.target()));
        hold.ifPresent(button -> facts.add(
                new Fact(t("locks.project"), Parts.box("digest-line", Parts.code(projectKey(stored)), button))));
        facts.add(new Fact(
                t("plan.asked-by"), Parts.box("row", new Span(stored.createdBy()), Moment.ago(stored.createdAt()))));
        facts.add(new Fact(t("plan.environment"), stored.environment()));
        if (approvals.needed() > 1 && stored.state().mayBecome(PlanState.APPROVED)) {
            facts.add(new Fact(t("plan.approvals"), t("plan.approvals.of", approvals.given(), approvals.needed())));
        }
        if (plan != null) {
            facts.add(new Fact(t("plan.digest"), new Digest(plan.digest())));
            facts.add(new Fact(t("plan.download"), new PlanDownloads(plan, exported)));
        }
        add(strip, Parts.facts(facts));
    }

    private static String projectKey(StoredPlan stored) {
        return stored.plan() == null ? "" : stored.plan().target().projectKey();
    }
}
