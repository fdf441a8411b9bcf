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
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.part.Words;
import io.blockyard.problem.ProblemException;
import java.util.List;

/** What was changed outside in one project, asked for when somebody wants to know; to be brought back or adopted. */
final class DriftPanel extends Div {

    private final SignedIn signedIn;
    private final Deployments deployments;
    private final Plans plans;
    private final Deployment deployment;

    DriftPanel(SignedIn signedIn, Deployments deployments, Plans plans, Deployment deployment) {
        this.signedIn = signedIn;
        this.deployments = deployments;
        this.plans = plans;
        this.deployment = deployment;
        addClassName("stack");
        getElement().setAttribute("role", "status");
        Parts.named(this, "drift-" + deployment.projectKey());
        var look = deployment.lastLook();
        if (look != null && look.problem().isEmpty() && !look.drift().isEmpty()) {
            show(look.drift());
        }
        var asked = Parts.box("row", lookAgain());
        if (look != null) {
            asked.add(Parts.hint(words(look)), Moment.ago(look.at()));
        }
        add(asked);
    }

    private Component lookAgain() {
        return Parts.quiet(t("drift.check"), "search", "drift-check-" + deployment.projectKey(), this::check);
    }

    private static String words(DriftLook look) {
        return look.problem().isEmpty()
                ? t("drift.looked", look.drift().size())
                : t("drift.not-seen", Words.said(look.problem()));
    }

    private void check() {
        try {
            show(deployments.drift(signedIn.actor(), deployment.target(), deployment.projectKey()));
        } catch (ProblemException failure) {
            Parts.replace(this, ProblemList.of(failure.problems()), lookAgain());
        }
    }

    private void show(List<Plan.Drift> drift) {
        if (drift.isEmpty()) {
            Parts.replace(this, Parts.box("row", Parts.icon("check"), new Span(t("drift.none")), lookAgain()));
            return;
        }
        var list = Parts.box("stack");
        list.getElement()
                .setAttribute("role", "group")
                .setAttribute("aria-label", t("drift.of", deployment.projectKey()));
        drift.forEach(one -> list.add(entry(one)));
        Parts.replace(this, list);
        if (signedIn.may(Right.COMPOSE)) {
            add(
                    Parts.hint(t("drift.hint")),
                    Parts.box(
                            "row",
                            Parts.button(t("drift.adopt"), "drift-adopt-" + deployment.projectKey(), this::adopt),
                            Parts.primary(t("drift.repair"), "drift-repair-" + deployment.projectKey(), this::repair)));
        }
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

    private void adopt() {
        try {
            var adopted = deployments.adopt(signedIn.actor(), deployment.target(), deployment.projectKey());
            Notices.done(t("drift.adopted", adopted.size()));
            if (adopted.stream()
                    .anyMatch(one -> one.gone() && one.address().equals("project." + deployment.projectKey()))) {
                UI.getCurrent().navigate("projects");
            } else {
                check();
            }
        } catch (ProblemException failure) {
            Parts.replace(this, ProblemList.of(failure.problems()), lookAgain());
        }
    }

    private void repair() {
        try {
            var plan = plans.replan(signedIn.actor(), deployment.planId());
            UI.getCurrent().navigate("plans/" + plan.id());
        } catch (ProblemException failure) {
            Parts.replace(this, ProblemList.of(failure.problems()), lookAgain());
        }
    }
}
