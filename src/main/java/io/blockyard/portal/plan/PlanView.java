package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.iac.Builds;
import io.blockyard.iac.Plan;
import io.blockyard.iac.PlanDecisions;
import io.blockyard.iac.PlanExports;
import io.blockyard.iac.PlanState;
import io.blockyard.iac.Plans;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.iac.ProjectLocks;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.part.TabLinks;
import io.blockyard.portal.part.TaskCard;
import io.blockyard.portal.shell.MainLayout;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.Tasks;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The review of a plan: what it would change and why, yes or no, and the apply as it happens. */
@Route(value = "plans/:plan", layout = MainLayout.class)
@PermitAll
public class PlanView extends Main implements BeforeEnterObserver, AfterNavigationObserver, HasDynamicTitle {

    private static final String FOCUS_IF_LOST = """
            setTimeout(() => {
              const heading = this.querySelector('h1');
              if (heading && (!document.activeElement || document.activeElement === document.body)) {
                heading.setAttribute('tabindex', '-1');
                heading.focus({ preventScroll: true });
              }
            }, 100);
            """;

    private final SignedIn signedIn;
    private final Plans plans;
    private final PlanDecisions decisions;
    private final Builds builds;
    private final PlanExports exports;
    private final ProjectLocks locks;
    private final Tasks tasks;
    private final Div tabContent = Parts.box("tab-content");
    private volatile UUID id = new UUID(0, 0);
    private @Nullable StoredPlan stored;
    private ReviewState state = ReviewState.FIRST;
    private volatile Actor watcher = Actor.system();
    private final Watch watch = new Watch();

    public PlanView(
            SignedIn signedIn,
            Plans plans,
            PlanDecisions decisions,
            Builds builds,
            PlanExports exports,
            ProjectLocks locks,
            Tasks tasks) {
        this.signedIn = signedIn;
        this.plans = plans;
        this.decisions = decisions;
        this.builds = builds;
        this.exports = exports;
        this.locks = locks;
        this.tasks = tasks;
        addClassNames("view", "plan-review");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var text = event.getRouteParameters().get("plan").orElse("");
        try {
            id = UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.of(
                    ProblemException.Kind.NOT_FOUND,
                    "plan.not-found",
                    t("plan.not-found", text),
                    t("plan.not-found.hint"));
        }
        read();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        watch.begin(event.getUI(), this::standing, this::movedByOthers);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        watch.end();
    }

    /** What tells whether others have moved the plan, read before what is shown: nothing is missed in between. */
    private void read() {
        watcher = signedIn.actor();
        var standing = standing();
        var read = plans.get(watcher, id);
        stored = read;
        watch.saw(PlanPhase.of(read.state()) == PlanPhase.BUSY ? null : standing);
    }

    private Object standing() {
        return plans.standing(watcher, id);
    }

    private void movedByOthers() {
        // Until it has been read: where that is refused, it is told once and not with every look.
        watch.saw(null);
        reload();
        Notices.done(t("plan.moved-by-others"));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        state = ReviewState.of(event.getLocation().getQueryParameters());
        show();
    }

    private void reload() {
        read();
        show();
        // What had the focus may be gone; whoever goes by keys begins at the top, and hears where the plan stands.
        getElement().executeJs(FOCUS_IF_LOST);
    }

    private void show() {
        var shown = stored;
        if (shown == null) {
            return;
        }
        var plan = shown.plan();
        var approvals = decisions.approvals(signedIn.actor(), id);
        var holding = Optional.ofNullable(plan)
                .map(made -> new Holding(
                        signedIn, locks, shown.target(), made.target().projectKey(), this::reload));
        boolean heldByOther = holding.filter(Holding::isByOther).isPresent();
        var actions = new PlanActions(signedIn, plans, decisions, builds, shown, approvals, heldByOther, this::reload);
        var next = NextStep.of(shown, approvals, heldByOther, signedIn);
        Parts.replace(this, header(shown, next, actions));
        holding.flatMap(Holding::banner).ifPresent(this::add);
        add(new PlanSummaryCard(
                shown,
                approvals,
                holding.filter(one -> one.isHeld() || awaitsAnApply(shown.state()))
                        .flatMap(Holding::action),
                signedIn.may(Right.COMPOSE) ? Optional.of(() -> exports.zip(signedIn.actor(), id)) : Optional.empty()));
        add(ProblemList.of(problems(shown)));
        if (hasAnApply(shown)) {
            add(new ApplyProgress(
                    tasks,
                    shown.applyTask(),
                    new Plans.Progress(shown.state(), shown.operations(), shown.followUps()),
                    () -> plans.progress(signedIn.actor(), shown.id()),
                    signedIn.may(Right.COMPOSE)
                            ? Optional.of(() -> decisions.cancel(signedIn.actor(), shown.id()))
                            : Optional.empty(),
                    this::reload));
        }
        if (!shown.decisions().isEmpty()) {
            add(new DecisionList(shown.decisions()));
        }
        if (plan != null && !plan.policies().isEmpty()) {
            boolean open = signedIn.may(Right.APPROVE)
                    && shown.state().mayBecome(PlanState.APPROVED)
                    && approvals
                            .refusal()
                            .filter(refusal -> refusal.code().equals("plan.own"))
                            .isEmpty();
            add(new PolicyList(shown, plan.policies(), open, actions::override));
        }
        var replaced = shown.replaces();
        if (replaced != null && plan != null) {
            add(new MovedList(replaced, plans.moved(signedIn.actor(), id)));
        }
        if (plan != null) {
            add(tabs(), tabContent);
            showTab(shown, plan);
        } else if (!shown.state().isFinal()) {
            waitForIt(shown);
        } else {
            add(new ConfigurationTab(shown.files(), shown.problems()));
        }
    }

    private static boolean hasAnApply(StoredPlan shown) {
        return !shown.operations().isEmpty() || (shown.plan() != null && PlanPhase.of(shown.state()) == PlanPhase.BUSY);
    }

    /** Whether something may still be applied, resumed or taken back, which a hold of the project keeps others from. */
    private static boolean awaitsAnApply(PlanState state) {
        return state.isOpen() || state.isStopped();
    }

    private static Component header(StoredPlan stored, String next, PlanActions actions) {
        var plan = stored.plan();
        var header = Parts.heading(
                plan == null
                        ? t("plan.untitled")
                        : t("plan.title", plan.target().projectKey()),
                next,
                actions.buttons());
        header.addComponentAsFirst(Parts.box("crumbs", Parts.link("plans", t("plans.title"))));
        return header;
    }

    private static List<Problem> problems(StoredPlan stored) {
        var problems = new ArrayList<>(stored.problems());
        stored.followUps().stream()
                .filter(step -> step.status().equals("failed"))
                .forEach(step -> problems.add(Problem.warning("plan.follow-up", step.message(), "")));
        var plan = stored.plan();
        if (plan != null) {
            plan.problems().stream()
                    .filter(problem -> !problems.contains(problem))
                    .forEach(problems::add);
        }
        return problems;
    }

    private TabLinks tabs() {
        var links = Parts.named(new TabLinks(t("plan.tabs")), "plan-tabs");
        for (var tab : ReviewState.Tab.values()) {
            var address = new Location("plans/" + id, state.withTab(tab).toParameters());
            links.tab(
                    address.getPathWithQueryParameters(),
                    t("plan.tab." + tab.wire()),
                    "tab-" + tab.wire(),
                    tab == state.tab());
        }
        return links;
    }

    /** The address follows what is shown, without leaving what is open above. */
    private void go(ReviewState next) {
        state = next;
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location("plans/" + id, next.toParameters()));
        var shown = stored;
        if (shown != null && shown.plan() != null) {
            showTab(shown, shown.plan());
        }
    }

    private void showTab(StoredPlan shown, Plan plan) {
        Parts.replace(
                tabContent,
                switch (state.tab()) {
                    case CHANGES -> new ChangesTab(plan, state, this::go);
                    case GRAPH -> new GraphTab(plan, state, this::go);
                    case CONFIGURATION -> new ConfigurationTab(shown.files(), plan.problems());
                });
    }

    /** With what is being done, since when, and a way to stop it. */
    private void waitForIt(StoredPlan shown) {
        var making = Optional.ofNullable(shown.planTask())
                .flatMap(tasks::find)
                .filter(run -> !run.status().isFinal());
        if (making.isEmpty()) {
            var waiting = Parts.empty("clock", t("plan.planning"), t("plan.planning.hint"));
            add(waiting);
            Soon.run(waiting, this::reload);
            return;
        }
        var card = new TaskCard(
                tasks,
                making.get(),
                t("plan.planning"),
                run -> "",
                () -> decisions.cancel(signedIn.actor(), shown.id()));
        if (!signedIn.may(Right.COMPOSE)) {
            card.withoutCancel();
        }
        card.whenEnded(this::reload);
        add(Parts.box("stack", card, Parts.hint(t("plan.planning.hint"))));
    }

    @Override
    public String getPageTitle() {
        var plan = stored == null ? null : stored.plan();
        return (plan == null
                        ? t("plan.untitled")
                        : t("plan.title", plan.target().projectKey())) + " – Blockyard";
    }
}
