package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.blockyard.iac.PlanState;
import io.blockyard.iac.Plans.FollowUp;
import io.blockyard.iac.Plans.Operation;
import io.blockyard.iac.Plans.Progress;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.task.TaskRun;
import io.blockyard.task.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How far an apply or a roll-back is, resource by resource, as it happens. */
final class ApplyProgress extends Div {

    private final Tasks tasks;
    private final @Nullable UUID task;
    private final Supplier<Progress> look;
    private final Runnable moved;
    private final Span status = new Span();
    private final ProgressBar bar = new ProgressBar();
    private final OperationList operations = new OperationList();
    private final UnorderedList followUps = new UnorderedList();
    private final AtomicBoolean due = new AtomicBoolean();
    private final Optional<Button> stop;
    private Progress progress;
    private Tasks.@Nullable Subscription following;

    /**
     * @param task what applies or takes back; null before anything was asked for
     * @param seen how far it is as far as the page knows; when it is found to be in another state, the page has moved
     * @param look reads how far it is now
     * @param stop asks the apply to stop; empty for somebody who may not
     * @param moved called when the plan has come to another state
     */
    ApplyProgress(
            Tasks tasks,
            @Nullable UUID task,
            Progress seen,
            Supplier<Progress> look,
            Optional<Runnable> stop,
            Runnable moved) {
        this.tasks = tasks;
        this.task = task;
        this.look = look;
        this.moved = moved;
        this.progress = seen;
        addClassNames("card", "flush", "apply");
        Parts.named(this, "apply-progress");
        status.getElement().setAttribute("role", "status");
        status.addClassName("apply-status");
        bar.getElement().setAttribute("aria-label", t("apply.progress"));
        var head = Parts.box("apply-head", new H2(t("apply.title")), status);
        this.stop = stop.filter(possible -> progress.state().isUnderWay())
                .map(action -> Parts.quiet(t("apply.cancel"), "cross", "apply-cancel", () -> {
                    action.run();
                    lookAgain();
                }));
        this.stop.ifPresent(head::add);
        Parts.named(followUps, "follow-ups");
        followUps.addClassName("follow-ups");
        add(head, bar, operations, followUps);
        show();
    }

    @Override
    protected void onAttach(AttachEvent event) {
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
        if (!ui.isAttached()) {
            due.set(false);
        } else {
            var _ = ui.access(() -> {
                due.set(false);
                if (!isAttached()) {
                    return;
                }
                lookAgain();
                if (last && running()) {
                    // A task that is cancelled while it waits has ended before the plan knows.
                    keepLooking();
                }
            });
        }
    }

    private void keepLooking() {
        Soon.run(this, () -> {
            lookAgain();
            if (running()) {
                keepLooking();
            }
        });
    }

    private void lookAgain() {
        var before = progress.state();
        progress = look.get();
        show();
        if (progress.state() != before) {
            moved.run();
        }
    }

    private boolean running() {
        return PlanPhase.of(progress.state()) == PlanPhase.BUSY;
    }

    private void show() {
        var all = progress.operations();
        long done = count(all, "done");
        var run = Optional.ofNullable(task).filter(id -> running()).flatMap(tasks::find);
        boolean stopping = progress.state().isUnderWay()
                && run.filter(TaskRun::cancelRequested).isPresent();
        bar.setVisible(running());
        bar.setIndeterminate(all.isEmpty());
        bar.setMax(Math.max(1.0, all.size()));
        bar.setValue((double) done);
        status.setText(words(done, count(all, "undone"), all.size(), stopping, run));
        stop.ifPresent(button -> button.setVisible(!stopping));
        operations.show(all, !progress.state().isUnderWay());
        followUps.setVisible(!progress.followUps().isEmpty());
        Parts.replace(
                followUps,
                progress.followUps().stream().map(ApplyProgress::followUp).toArray(ListItem[]::new));
    }

    private String words(long done, long undone, int all, boolean stopping, Optional<TaskRun> run) {
        if (progress.state() == PlanState.APPLY_QUEUED && all == 0) {
            return t(stopping ? "task.stopping" : "apply.queued");
        }
        var counted = undone > 0 ? t("apply.taken-back", undone, done + undone) : t("apply.done-of", done, all);
        if (stopping) {
            return t("apply.stopping", counted);
        }
        // What comes after the last resource has no row of its own.
        return run.map(TaskRun::stage)
                .filter(stage -> done == all && !stage.isEmpty())
                .map(stage -> t("apply.stage", counted, Words.named("task.stage", stage)))
                .orElse(counted);
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
