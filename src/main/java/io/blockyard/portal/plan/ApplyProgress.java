package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.blockyard.iac.PlanState;
import io.blockyard.iac.Plans.FollowUp;
import io.blockyard.iac.Plans.Operation;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.task.Tasks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How far an apply is, resource by resource, as it happens. */
final class ApplyProgress extends Div {

    private final Tasks tasks;
    private final Supplier<StoredPlan> look;
    private final Runnable moved;
    private final Span status = new Span();
    private final ProgressBar bar = new ProgressBar();
    private final OrderedList list = new OrderedList();
    private final UnorderedList followUps = new UnorderedList();
    private final Map<Integer, OperationRow> rows = new HashMap<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private StoredPlan stored;
    private Tasks.@Nullable Subscription following;

    /**
     * @param look reads the plan as it stands now
     * @param stop asks the apply to stop; empty for somebody who may not
     * @param moved called when the plan has come to another state
     */
    ApplyProgress(Tasks tasks, StoredPlan stored, Supplier<StoredPlan> look, Optional<Runnable> stop, Runnable moved) {
        this.tasks = tasks;
        this.stored = stored;
        this.look = look;
        this.moved = moved;
        addClassNames("card", "flush", "apply");
        Parts.named(this, "apply-progress");
        status.getElement().setAttribute("role", "status");
        status.addClassName("apply-status");
        bar.getElement().setAttribute("aria-label", t("apply.progress"));
        list.addClassName("operations");
        list.getElement().setAttribute("tabindex", "0").setAttribute("aria-label", t("apply.operations"));
        var head = Parts.box("apply-head", new H2(t("apply.title")), status);
        stop.filter(possible -> stored.state().isUnderWay())
                .ifPresent(action -> head.add(Parts.quiet(t("apply.cancel"), "cross", "apply-cancel", action)));
        Parts.named(followUps, "follow-ups");
        followUps.addClassName("follow-ups");
        add(head, bar, list, followUps);
        show();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var task = stored.applyTask();
        if (task != null && running()) {
            var ui = event.getUI();
            following = tasks.follow(task, happened -> heard(ui, happened.endsTask()));
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (following != null) {
            following.close();
            following = null;
        }
    }

    /** Many events in a moment are one look. */
    private void heard(UI ui, boolean last) {
        if (!due.compareAndSet(false, true) && !last) {
            return;
        }
        if (ui.isAttached()) {
            var _ = ui.access(() -> {
                due.set(false);
                var before = stored.state();
                stored = look.get();
                show();
                if (last || stored.state() != before) {
                    moved.run();
                }
            });
        }
    }

    private boolean running() {
        return PlanPhase.of(stored.state()) == PlanPhase.BUSY;
    }

    private void show() {
        var operations = stored.operations();
        long done = count(operations, "done");
        long undone = count(operations, "undone");
        bar.setVisible(running());
        bar.setIndeterminate(operations.isEmpty());
        bar.setMax(Math.max(1.0, operations.size()));
        bar.setValue((double) done);
        status.setText(words(done, undone, operations.size()));
        for (Operation operation : operations) {
            rows.computeIfAbsent(operation.number(), number -> {
                        var row = new OperationRow();
                        list.add(row);
                        return row;
                    })
                    .show(operation);
        }
        followUps.setVisible(!stored.followUps().isEmpty());
        Parts.replace(
                followUps,
                stored.followUps().stream().map(ApplyProgress::followUp).toArray(ListItem[]::new));
    }

    private String words(long done, long undone, int all) {
        if (stored.state() == PlanState.APPLY_QUEUED && all == 0) {
            return t("apply.queued");
        }
        return undone > 0 ? t("apply.taken-back", undone, done + undone) : t("apply.done-of", done, all);
    }

    private static long count(List<Operation> operations, String status) {
        return operations.stream()
                .filter(operation -> operation.status().equals(status))
                .count();
    }

    private static ListItem followUp(FollowUp step) {
        var standing = switch (step.status()) {
            case "failed" -> "bad";
            case "running" -> "level";
            default -> "good";
        };
        var badge = Parts.badge(t("follow-up." + step.step()), standing);
        return new ListItem(badge, new Span(Words.said(step.message())));
    }
}
