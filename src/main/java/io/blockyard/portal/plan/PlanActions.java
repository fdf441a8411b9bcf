package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.blockyard.access.Right;
import io.blockyard.iac.Builds;
import io.blockyard.iac.Plan;
import io.blockyard.iac.PlanDecisions;
import io.blockyard.iac.PlanState;
import io.blockyard.iac.Plans;
import io.blockyard.iac.Plans.Approvals;
import io.blockyard.iac.Plans.FollowUp;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Address;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a person can do with a plan now; what they may not do is absent, and said in a sentence. */
final class PlanActions {

    private final SignedIn signedIn;
    private final Plans plans;
    private final PlanDecisions decisions;
    private final Builds builds;
    private final StoredPlan stored;
    private final Approvals approvals;
    private final boolean heldByOther;
    private final Runnable changed;

    /**
     * @param heldByOther whether somebody else holds the project, so that this person applies nothing there
     * @param changed called after the plan has moved on
     */
    PlanActions(
            SignedIn signedIn,
            Plans plans,
            PlanDecisions decisions,
            Builds builds,
            StoredPlan stored,
            Approvals approvals,
            boolean heldByOther,
            Runnable changed) {
        this.signedIn = signedIn;
        this.plans = plans;
        this.decisions = decisions;
        this.builds = builds;
        this.stored = stored;
        this.approvals = approvals;
        this.heldByOther = heldByOther;
        this.changed = changed;
    }

    /** The buttons, the primary one last. */
    Component[] buttons() {
        var plan = stored.plan();
        var buttons = new ArrayList<Button>();
        buttons.add(Parts.quiet(t("plan.comment"), "edit", "comment", this::comment));
        if (plan != null && stored.state().isOpen()) {
            buttons.add(Parts.quiet(t("plan.check"), "search", "check", this::check));
        }
        if (stored.followUps().stream().anyMatch(FollowUp::underWay)) {
            buttons.add(Parts.quiet(t("plan.build.look"), "search", "build-look", this::lookAtBuild));
        }
        if (plan != null && stored.state() == PlanState.APPLIED) {
            var project = Address.ofProject(stored.target(), plan.target().projectKey());
            buttons.add(Parts.button(
                    t("plan.project"), "to-project", () -> UI.getCurrent().navigate(project)));
        }
        if (signedIn.may(Right.COMPOSE) && mayBePlannedAgain(stored.state())) {
            buttons.add(
                    stored.state().isStopped()
                            ? Parts.button(t("plan.replan"), "replan", this::replan)
                            : Parts.primary(t("plan.replan"), "replan", this::replan));
        }
        if (signedIn.may(Right.COMPOSE) && stored.state() == PlanState.PLAN_FAILED) {
            var adoptable = plans.adoptable(signedIn.actor(), stored.id());
            if (!adoptable.isEmpty()) {
                buttons.add(Parts.button(t("plan.adopt"), "adopt", () -> adopt(adoptable)));
            }
        }
        if (signedIn.may(Right.COMPOSE) && stored.state().mayBecome(PlanState.DISCARDED)) {
            buttons.add(Parts.quiet(t("plan.discard"), "delete", "discard", this::discard));
        }
        if (plan != null && signedIn.may(Right.APPROVE) && stored.state().mayBecome(PlanState.APPROVED)) {
            buttons.add(Parts.button(t("plan.reject"), "reject", () -> decide(DecisionDialog.Verdict.REJECT, plan)));
            if (approvals.refusal().isEmpty()
                    && NextStep.policyInTheWay(stored, plan).isEmpty()) {
                buttons.add(Parts.primary(
                        t("plan.approve"), "approve", () -> decide(DecisionDialog.Verdict.APPROVE, plan)));
            }
        }
        if (plan != null && signedIn.may(Right.COMPOSE) && !heldByOther) {
            buttons.addAll(onTheTarget(plan));
        }
        return buttons.toArray(Component[]::new);
    }

    private List<Button> onTheTarget(Plan plan) {
        var buttons = new ArrayList<Button>();
        if (stored.state().mayBecome(PlanState.APPLY_QUEUED)) {
            buttons.add(Parts.primary(t("plan.apply"), "apply", () -> apply(plan)));
        }
        boolean resumable = stored.state().mayBecome(PlanState.RESUMING);
        if (stored.state().mayBecome(PlanState.ROLLING_BACK)) {
            buttons.add(
                    resumable
                            ? Parts.button(t("plan.roll-back"), "roll-back", () -> rollBack(plan))
                            : Parts.primary(t("plan.roll-back"), "roll-back", () -> rollBack(plan)));
        }
        if (resumable) {
            buttons.add(Parts.primary(t("plan.resume"), "resume", this::resume));
        }
        return buttons;
    }

    private void decide(DecisionDialog.Verdict verdict, Plan seen) {
        new DecisionDialog(verdict, seen, comment -> {
                    var decided = switch (verdict) {
                        case APPROVE -> decisions.approve(signedIn.actor(), stored.id(), seen.digest(), comment);
                        case REJECT -> decisions.reject(signedIn.actor(), stored.id(), seen.digest(), comment);
                    };
                    Notices.done(told(decided.state()));
                    changed.run();
                })
                .open();
    }

    /** What became of the plan by a decision: where several approve, the first approval decides nothing yet. */
    private static String told(PlanState state) {
        if (state == PlanState.REJECTED) {
            return t("plan.reject.done");
        }
        return t(state == PlanState.APPROVED ? "plan.approve.done" : "plan.approve.counted");
    }

    private void apply(Plan seen) {
        var summary = seen.summary();
        var build = Parts.named(new Checkbox(t("plan.apply.build")), "apply-build");
        var what = new Paragraph(
                t("plan.apply.what", summary.create(), summary.update(), summary.delete(), stored.target()));
        confirm(
                "apply",
                t("plan.apply.title", stored.target()),
                Parts.box("confirm-words", what, build),
                t("plan.apply"),
                summary.delete() > 0 ? "error primary" : "primary",
                () -> decisions.apply(signedIn.actor(), stored.id(), seen.digest(), build.getValue()));
    }

    /** Whether a new plan is what may come of it: it is over, or it stopped and may not be what is wanted any more. */
    private static boolean mayBePlannedAgain(PlanState state) {
        return state.isStopped()
                || state == PlanState.STALE
                || state == PlanState.EXPIRED
                || state == PlanState.DISCARDED
                || state == PlanState.REJECTED
                || state == PlanState.CANCELLED
                || state == PlanState.ROLLED_BACK
                || state == PlanState.PLAN_FAILED;
    }

    private void comment() {
        WordDialog.comment(text -> decisions.comment(signedIn.actor(), stored.id(), text), changed)
                .open();
    }

    /** Asks why a soft policy may be broken. */
    void override(String policy) {
        var plan = stored.plan();
        if (plan != null) {
            WordDialog.override(
                            policy,
                            reason -> decisions.override(signedIn.actor(), stored.id(), plan.digest(), policy, reason),
                            changed)
                    .open();
        }
    }

    private void check() {
        attempt(() -> {
            if (plans.check(signedIn.actor(), stored.id()).isEmpty()) {
                Notices.done(t("plan.check.holds"));
            }
        });
    }

    private void lookAtBuild() {
        attempt(() -> {
            if (builds.look(signedIn.actor(), stored.id()).underWay()) {
                Notices.done(t("plan.build.under-way"));
            }
        });
    }

    private void replan() {
        attempt(() -> planAgain(Set.of()));
    }

    private void planAgain(Set<String> adopting) {
        var again = plans.replan(signedIn.actor(), stored.id(), adopting, PlanDestination.PATIENCE);
        UI.getCurrent().navigate("plans/" + again.id());
    }

    /** What is refused is said, and the page shows how the plan stands now: that may be why. */
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (ProblemException refused) {
            Notices.problem(refused);
        }
        changed.run();
    }

    /** Names what others made and the new plan would take over. */
    private void adopt(Set<String> addresses) {
        var list = new UnorderedList();
        addresses.forEach(address -> list.add(new ListItem(Parts.code(address))));
        confirm(
                "adopt",
                t("plan.adopt.title"),
                Parts.box("confirm-words", new Paragraph(t("plan.adopt.what")), list),
                t("drift.adopt"),
                "primary",
                () -> planAgain(addresses));
    }

    private void rollBack(Plan plan) {
        WordDialog.rollBack(
                        plan.target().projectKey(),
                        key -> decisions.rollBack(signedIn.actor(), stored.id(), key),
                        changed)
                .open();
    }

    private void resume() {
        attempt(() -> decisions.resume(signedIn.actor(), stored.id()));
    }

    private void discard() {
        confirm(
                "discard",
                t("plan.discard.title"),
                new Paragraph(t("plan.discard.what")),
                t("plan.discard"),
                "error primary",
                () -> plans.discard(signedIn.actor(), stored.id()));
    }

    private void confirm(String id, String title, Component what, String action, String theme, Runnable confirmed) {
        var dialog = Parts.named(new ConfirmDialog(), id + "-dialog");
        dialog.setHeader(title);
        dialog.setText(what);
        dialog.setWidth("30rem");
        dialog.setCancelable(true);
        dialog.setCancelButton(Parts.button(t("action.cancel"), id + "-cancel", () -> {}));
        var yes = Parts.button(action, id + "-confirm", () -> {});
        yes.getElement().setAttribute("theme", theme);
        dialog.setConfirmButton(yes);
        dialog.addConfirmListener(event -> attempt(confirmed));
        dialog.open();
    }
}
