package io.blockyard.portal.part;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.blockyard.task.TaskEvent;
import io.blockyard.task.TaskRun;
import io.blockyard.task.TaskStatus;
import io.blockyard.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A background task as it runs: what, how many of how many, since when; it can be cancelled while it does. */
public final class TaskCard extends Div {

    private final Tasks tasks;
    private final Function<TaskRun, String> outcome;
    private final Span state = new Span();
    private final Span now = Parts.text("task-now", "");
    private final ProgressBar bar = new ProgressBar();
    private final Div problems = Parts.box("stack");
    private final Button cancel;
    private TaskRun run;
    private boolean cancellable = true;
    private Tasks.@Nullable Subscription following;
    private Runnable ended = () -> {};

    /**
     * @param outcome one line about a task that has succeeded
     * @param cancelling asks the task to stop, for the person who looks at it and with their rights
     */
    public TaskCard(Tasks tasks, TaskRun run, String title, Function<TaskRun, String> outcome, Runnable cancelling) {
        this.tasks = tasks;
        this.run = run;
        this.outcome = outcome;
        addClassName("task");
        Parts.named(this, "task-" + run.subject());
        cancel = Parts.iconButton("cross", t("task.cancel.of", title), "task-cancel", () -> {
            cancelling.run();
            refresh();
        });
        state.addClassName("task-state");
        bar.getElement().setAttribute("aria-label", t("task.progress.of", title));
        now.getElement().setAttribute("role", "status");
        add(Parts.box("task-head", Parts.text("task-title", title), state, cancel), bar, now, problems);
        show();
    }

    /** For somebody who may look and no more. */
    public void withoutCancel() {
        cancellable = false;
        show();
    }

    /** Calls back each time that the end is shown, whatever the end was. */
    public void whenEnded(Runnable action) {
        ended = action;
        if (run.status().isFinal()) {
            action.run();
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        refresh();
        if (!run.status().isFinal()) {
            var ui = event.getUI();
            following = tasks.follow(run.id(), happened -> heard(ui, happened));
            refresh();
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stopFollowing();
    }

    private void heard(UI ui, TaskEvent event) {
        if (ui.isAttached()) {
            var _ = ui.access(() -> {
                refresh();
                // The stage and the status are shown in the words of the page.
                if (!run.status().isFinal() && !Set.of("status", "stage").contains(event.type())) {
                    now.setText(event.message());
                }
            });
        }
    }

    private void refresh() {
        run = tasks.find(run.id()).orElse(run);
        show();
        if (run.status().isFinal()) {
            stopFollowing();
        }
    }

    private void stopFollowing() {
        if (following != null) {
            following.close();
            following = null;
        }
    }

    private void show() {
        var status = run.status();
        boolean stopping = run.cancelRequested() && !status.isFinal();
        state.setText(
                t(stopping ? "task.stopping" : "task.status." + status.name().toLowerCase(Locale.ROOT)));
        getElement().setAttribute("data-status", status.name());
        cancel.setVisible(cancellable && !status.isFinal() && !stopping);
        bar.setVisible(!status.isFinal());
        bar.setIndeterminate(status == TaskStatus.QUEUED || run.total() == 0);
        if (run.total() > 0) {
            bar.setMax((double) run.total());
            bar.setValue((double) Math.min(run.done(), run.total()));
        }
        if (status == TaskStatus.RUNNING) {
            var stage = Words.named("task.stage", run.stage());
            now.setText(run.total() > 0 ? t("task.of", stage, run.done(), run.total(), since()) : stage);
        } else if (status == TaskStatus.SUCCEEDED) {
            now.setText(outcome.apply(run));
        } else if (status.isFinal()) {
            now.setText("");
        }
        Parts.replace(problems, ProblemList.of(run.problems()));
        if (status.isFinal()) {
            ended.run();
        }
    }

    private String since() {
        var started = run.startedAt();
        var seconds =
                started == null ? 0 : Duration.between(started, Instant.now()).toSeconds();
        return t("time.seconds", seconds);
    }
}
