package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.blockyard.iac.PlanState;
import io.blockyard.iac.Plans.PlanSummary;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import java.util.List;

/** Plans, one a line: for which project, how it stands, what it changes, and who asked for it. */
public final class PlanRows extends UnorderedList {

    PlanRows() {
        addClassName("plan-rows");
    }

    public PlanRows(List<PlanSummary> plans) {
        this();
        plans.forEach(this::add);
    }

    void add(PlanSummary plan) {
        add(row(plan));
    }

    private static ListItem row(PlanSummary plan) {
        var title = plan.projectKey().isEmpty() ? t("plan.untitled") : plan.projectKey();
        var row = new ListItem(
                Parts.box(
                        "plan-row-head",
                        new H2(Parts.link("plans/" + plan.id(), title)),
                        Parts.text("hint", plan.target().isEmpty() ? "" : t("plan.on", plan.target()))),
                PlanPhase.badge(plan.state()),
                isMade(plan.state()) ? Tally.brief(plan.summary()) : Parts.box("tallies"),
                Parts.box("plan-row-who", new Span(plan.createdBy()), Moment.ago(plan.createdAt())));
        row.addClassName("plan-row");
        return Parts.named(row, "plan-" + plan.id());
    }

    /** Whether there is anything to count. */
    private static boolean isMade(PlanState state) {
        return state != PlanState.DRAFT && state != PlanState.PLANNING && state != PlanState.PLAN_FAILED;
    }
}
