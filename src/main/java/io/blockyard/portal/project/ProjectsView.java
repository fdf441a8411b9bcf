package io.blockyard.portal.project;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.blockyard.access.Right;
import io.blockyard.iac.Deployments;
import io.blockyard.iac.Deployments.Deployment;
import io.blockyard.iac.Plans;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Address;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.shell.MainLayout;
import jakarta.annotation.security.PermitAll;

/** What was deployed, from which blocks and versions, and by which plan. */
@Route(value = "projects", layout = MainLayout.class)
@PermitAll
public class ProjectsView extends Main implements AfterNavigationObserver, HasDynamicTitle {

    private final SignedIn signedIn;
    private final Deployments deployments;
    private final Plans plans;
    private final Div list = Parts.box("project-list");

    public ProjectsView(SignedIn signedIn, Deployments deployments, Plans plans) {
        this.signedIn = signedIn;
        this.deployments = deployments;
        this.plans = plans;
        addClassNames("view", "projects");
        add(Parts.heading(t("projects.title"), t("projects.lead")), list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var all = deployments.all(signedIn.actor());
        Parts.replace(list);
        if (all.isEmpty()) {
            list.add(nothingYet());
        }
        all.forEach(deployment -> list.add(card(deployment)));
    }

    private Article card(Deployment deployment) {
        var title = deployment.name().isBlank() ? deployment.projectKey() : deployment.name();
        var card = new Article(
                Parts.box(
                        "project-head",
                        Parts.icon("project"),
                        new H2(Parts.link(Address.ofProject(deployment.target(), deployment.projectKey()), title)),
                        Parts.code(deployment.projectKey()),
                        Parts.badge(t("projects.on", deployment.target()), "domain")),
                Parts.box(
                        "project-story",
                        new Span(t("projects.deployed-by", deployment.deployedBy())),
                        Moment.ago(deployment.deployedAt()),
                        Parts.named(Parts.link("plans/" + deployment.planId(), t("projects.plan")), "project-plan")));
        card.add(DeployedBlocks.of(deployment));
        card.add(new DriftPanel(signedIn, deployments, plans, deployment));
        card.addClassNames("card", "project");
        return Parts.named(card, "project-" + deployment.projectKey());
    }

    private Component nothingYet() {
        return signedIn.may(Right.COMPOSE)
                ? Parts.empty(
                        "project",
                        t("projects.empty"),
                        t("projects.empty.hint"),
                        Parts.primary(
                                t("projects.empty.do"),
                                "to-compose",
                                () -> UI.getCurrent().navigate("compose")))
                : Parts.empty("project", t("projects.empty"), t("projects.empty.hint"));
    }

    @Override
    public String getPageTitle() {
        return t("projects.title") + " – Blockyard";
    }
}
