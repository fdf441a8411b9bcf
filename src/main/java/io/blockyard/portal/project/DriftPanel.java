package io.blockyard.portal.project;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.blockyard.access.Right;
import io.blockyard.iac.Deployments;
import io.blockyard.iac.Deployments.Deployment;
import io.blockyard.iac.Deployments.DriftLook;
import io.blockyard.iac.Plan;
import io.blockyard.iac.Plans;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.AttributeChanges;
import io.blockyard.portal.part.Later;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.part.Words;
import io.blockyard.problem.ProblemException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** What was changed outside in one project, asked for when somebody wants to know; to be brought back or adopted. */
final class DriftPanel extends Div {

    private final SignedIn signedIn;
    private final Deployments deployments;
    private final Plans plans;
    private final Deployment deployment;
    private final Div found = Parts.box("stack");
    private final Div asked = Parts.box("row");

    DriftPanel(SignedIn signedIn, Deployments deployments, Plans plans, Deployment deployment) {
        this.signedIn = signedIn;
        this.deployments = deployments;
        this.plans = plans;
        this.deployment = deployment;
        addClassName("stack");
        Parts.named(this, "drift-" + deployment.projectKey());
        found.getElement().setAttribute("role", "status");
        asked.add(Parts.quiet(t("drift.check"), "search", "drift-check-" + deployment.projectKey(), this::check));
        add(found, asked);
        var look = deployment.lastLook();
        if (look != null) {
            var at = Moment.ago(look.at());
            at.addClassName("hint");
            asked.add(Parts.hint(words(look)), at);
            if (look.problem().isEmpty() && !look.drift().isEmpty()) {
                found.add(told(look.drift()));
            }
        }
    }

    private static String words(DriftLook look) {
        return look.problem().isEmpty()
                ? t("drift.looked", look.drift().size())
                : t("drift.not-seen", Words.said(look.problem()));
    }

    /** The target may take its time, so the page does not wait. */
    private void check() {
        var actor = signedIn.actor();
        fill(
                t("drift.looking"),
                () -> deployments.drift(actor, deployment.target(), deployment.projectKey()),
                this::told);
    }

    private <T> void fill(String meanwhile, Callable<T> work, Function<T, Component> show) {
        // What was seen before is no matter any more.
        asked.getChildren().skip(1).toList().forEach(asked::remove);
        Later.fill(found, meanwhile, work, show);
    }

    private Component told(List<Plan.Drift> drift) {
        if (drift.isEmpty()) {
            return Parts.box("row", Parts.icon("check"), new Span(t("drift.none")));
        }
        var list = Parts.box("stack");
        list.getElement()
                .setAttribute("role", "group")
                .setAttribute("aria-label", t("drift.of", deployment.projectKey()));
        drift.forEach(one -> list.add(entry(one)));
        if (signedIn.may(Right.COMPOSE)) {
            list.add(
                    Parts.hint(t("drift.hint")),
                    Parts.box(
                            "row",
                            Parts.button(
                                    t("drift.adopt"), "drift-adopt-" + deployment.projectKey(), () -> adopt(drift)),
                            Parts.primary(t("drift.repair"), "drift-repair-" + deployment.projectKey(), this::repair)));
        }
        return list;
    }

    private static Div entry(Plan.Drift drift) {
        var head = Parts.box("row", Parts.text("drift-resource", Words.resource(drift.address())));
        if (drift.gone()) {
            head.add(Parts.badge(t("drift.gone"), "bad"));
        }
        var parts = drift.address().split("\\.", 3);
        var code = parts[0].equals("library") || parts[0].equals("recipe") ? "python" : "";
        return Parts.box(
                "drift-entry",
                head,
                new AttributeChanges(parts[parts.length - 1], code, Plan.Action.UPDATE, drift.changes(), List.of()));
    }

    /** Exactly what stands here; where it has changed again, that is said and one looks again. */
    private void adopt(List<Plan.Drift> seen) {
        var actor = signedIn.actor();
        fill(
                t("drift.adopting"),
                () -> deployments.adopt(actor, deployment.target(), deployment.projectKey(), Deployments.digest(seen)),
                this::adopted);
    }

    private Component adopted(List<Plan.Drift> adopted) {
        Notices.done(t("drift.adopted", adopted.size()));
        if (isAttached()
                && adopted.stream()
                        .anyMatch(one -> one.gone() && one.address().equals("project." + deployment.projectKey()))) {
            UI.getCurrent().navigate("projects");
        }
        return told(List.of());
    }

    private void repair() {
        try {
            var plan = plans.repair(signedIn.actor(), deployment.target(), deployment.projectKey());
            UI.getCurrent().navigate("plans/" + plan.id());
        } catch (ProblemException failure) {
            Parts.replace(found, ProblemList.of(failure.problems()));
        }
    }
}
