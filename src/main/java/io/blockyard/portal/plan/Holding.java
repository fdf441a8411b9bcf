package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import io.blockyard.access.Right;
import io.blockyard.iac.ProjectLocks;
import io.blockyard.iac.ProjectLocks.Lock;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import java.util.Optional;

/** Whether somebody holds a project of a target, deployed yet or not, and what this person can do about it. */
public final class Holding {

    private final SignedIn signedIn;
    private final ProjectLocks locks;
    private final String target;
    private final String projectKey;
    private final Runnable changed;
    private final Optional<Lock> lock;

    /** @param changed called after the project was held or let go */
    public Holding(SignedIn signedIn, ProjectLocks locks, String target, String projectKey, Runnable changed) {
        this.signedIn = signedIn;
        this.locks = locks;
        this.target = target;
        this.projectKey = projectKey;
        this.changed = changed;
        this.lock = locks.all(signedIn.actor()).stream()
                .filter(held ->
                        held.target().equals(target) && held.projectKey().equals(projectKey))
                .findFirst();
    }

    public boolean isHeld() {
        return lock.isPresent();
    }

    /** Whether somebody else does, so that this person applies nothing there. */
    public boolean isByOther() {
        return lock.filter(held -> !held.holder().equals(signedIn.actor().name()))
                .isPresent();
    }

    /** Who holds it, since when and why; empty while nobody does. */
    public Optional<Component> banner() {
        return lock.map(held -> {
            var banner = Parts.box(
                    "banner",
                    Parts.icon("alert"),
                    Parts.text("banner-words", t("locks.banner", held.holder(), held.reason())),
                    Moment.ago(held.since()));
            banner.addClassName("wait");
            return Parts.named(banner, "lock-banner");
        });
    }

    /** Holding it, or letting it go; empty for whoever may do neither. */
    public Optional<Button> action() {
        if (!signedIn.may(Right.COMPOSE)) {
            return Optional.empty();
        }
        return lock.isEmpty()
                ? Optional.of(Parts.quiet(t("locks.hold"), "lock", "lock-hold", this::hold))
                : lock.filter(held -> held.holder().equals(signedIn.actor().name()) || signedIn.may(Right.ADMINISTER))
                        .map(held -> Parts.button(t("locks.release"), "lock-release", this::release));
    }

    private void hold() {
        var reason = Parts.named(new TextField(t("locks.reason")), "lock-reason");
        reason.setHelperText(t("locks.hold.what"));
        reason.setWidthFull();
        new FormDialog(
                        "lock",
                        t("locks.hold.title", projectKey),
                        t("locks.hold"),
                        () -> {
                            locks.hold(signedIn.actor(), target, projectKey, reason.getValue());
                            Notices.done(t("locks.held"));
                            changed.run();
                        },
                        reason)
                .open();
    }

    private void release() {
        locks.release(signedIn.actor(), target, projectKey);
        Notices.done(t("locks.released", projectKey));
        changed.run();
    }
}
