package io.blockyard.portal.project;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import io.blockyard.iac.Deployments;
import io.blockyard.iac.Deployments.Deployment;
import io.blockyard.iac.Plans;
import io.blockyard.iac.ProjectLocks;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.plan.Holding;
import io.blockyard.portal.plan.PlanListState;
import io.blockyard.portal.plan.PlanRows;
import io.blockyard.portal.shell.MainLayout;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** One deployed project: its blocks, whether somebody changed or holds it, and the plans that were made for it. */
@Route(value = "projects/:target/:project", layout = MainLayout.class)
@PermitAll
public class ProjectView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private static final int PLANS_SHOWN = 20;

    private final SignedIn signedIn;
    private final Deployments deployments;
    private final Plans plans;
    private final ProjectLocks locks;
    private @Nullable Deployment deployment;

    public ProjectView(SignedIn signedIn, Deployments deployments, Plans plans, ProjectLocks locks) {
        this.signedIn = signedIn;
        this.deployments = deployments;
        this.plans = plans;
        this.locks = locks;
        addClassNames("view", "projects");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        var found = deployments.get(
                signedIn.actor(),
                parameters.get("target").orElse(""),
                parameters.get("project").orElse(""));
        deployment = found;
        show(found);
    }

    private void show(Deployment shown) {
        var holding = new Holding(signedIn, locks, shown.target(), shown.projectKey(), () -> show(shown));
        Parts.replace(this, heading(shown, holding));
        holding.banner().ifPresent(this::add);
        add(Parts.box(
                "project-list",
                story(shown),
                section(t("projects.blocks"), DeployedBlocks.of(shown)),
                section(t("drift.title"), new DriftPanel(signedIn, deployments, plans, shown)),
                history(shown)));
    }

    private static Div section(String title, Component content) {
        var section = Parts.box("card", new H2(title), content);
        section.addClassName("project");
        return section;
    }

    private static Component heading(Deployment shown, Holding holding) {
        var heading = Parts.heading(
                name(shown),
                t("projects.on", shown.target()),
                holding.action().stream().toArray(Component[]::new));
        heading.addComponentAsFirst(Parts.box("crumbs", Parts.link("projects", t("projects.title"))));
        return heading;
    }

    private static Div story(Deployment shown) {
        return Parts.box(
                "project-story",
                Parts.code(shown.projectKey()),
                new Span(t("projects.deployed-by", shown.deployedBy())),
                Moment.ago(shown.deployedAt()),
                Parts.named(Parts.link("plans/" + shown.planId(), t("projects.plan")), "project-plan"));
    }

    private Div history(Deployment shown) {
        var made = plans.recent(signedIn.actor(), shown.target(), shown.projectKey(), PLANS_SHOWN);
        var list = new Location(
                "plans",
                PlanListState.ofProject(shown.target(), shown.projectKey()).toParameters());
        return Parts.box(
                "stack",
                new H2(t("plans.title")),
                new PlanRows(made),
                Parts.link(list.getPathWithQueryParameters(), t("projects.all-plans")));
    }

    private static String name(Deployment shown) {
        return shown.name().isBlank() ? shown.projectKey() : shown.name();
    }

    @Override
    public String getPageTitle() {
        return (deployment == null ? t("projects.title") : name(deployment)) + " – Blockyard";
    }
}
