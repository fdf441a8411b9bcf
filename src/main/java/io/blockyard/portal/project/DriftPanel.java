package io.blockyard.portal.project;

import static io.blockyard.portal.part.Words.t;

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
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.part.Words;
import io.blockyard.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

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
        var asked = Parts.box(
                "row", Parts.quiet(t("drift.check"), "search", "drift-check-" + deployment.projectKey(), this::check));
        if (look != null) {
            asked.add(Parts.hint(words(look)), Moment.ago(look.at()));
        }
        add(asked);
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
            Parts.replace(this, ProblemList.of(failure.problems()));
        }
    }

    private void show(List<Plan.Drift> drift) {
        if (drift.isEmpty()) {
            Parts.replace(this, Parts.box("row", Parts.icon("check"), new Span(t("drift.none"))));
            return;
        }
        var table =
                new CardTable(t("drift.of", deployment.projectKey()), List.of(t("plan.moved.what"), t("drift.what")));
        drift.forEach(one -> table.row(new Span(Words.resource(one.address())), new Span(words(one))));
        Parts.replace(this, table);
        if (signedIn.may(Right.COMPOSE)) {
            add(
                    Parts.hint(t("drift.hint")),
                    Parts.box(
                            "row",
                            Parts.button(t("drift.adopt"), "drift-adopt-" + deployment.projectKey(), this::adopt),
                            Parts.primary(t("drift.repair"), "drift-repair-" + deployment.projectKey(), this::repair)));
        }
    }

    private static String words(Plan.Drift drift) {
        return drift.gone()
                ? t("drift.gone")
                : drift.changes().stream().map(Plan.AttributeChange::path).collect(Collectors.joining(", "));
    }

    private void adopt() {
        try {
            var adopted = deployments.adopt(signedIn.actor(), deployment.target(), deployment.projectKey());
            Notices.done(t("drift.adopted", adopted.size()));
            check();
        } catch (ProblemException failure) {
            Parts.replace(this, ProblemList.of(failure.problems()));
        }
    }

    private void repair() {
        try {
            var plan = plans.replan(signedIn.actor(), deployment.planId());
            UI.getCurrent().navigate("plans/" + plan.id());
        } catch (ProblemException failure) {
            Parts.replace(this, ProblemList.of(failure.problems()));
        }
    }
}
