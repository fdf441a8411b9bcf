package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.blockyard.compose.Composition;
import io.blockyard.compose.Compositions;
import io.blockyard.dataiku.Sources;
import io.blockyard.iac.Environments;
import io.blockyard.iac.Plans;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Address;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.part.Words;
import io.blockyard.portal.shell.MainLayout;
import io.blockyard.problem.Problem;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.SearchSuggestions;
import io.blockyard.search.match.Matching;
import jakarta.annotation.security.RolesAllowed;
import java.util.Set;
import java.util.UUID;

/** The way from a need to a plan. The step stands in the address; every change is saved as it is made. */
@Route(value = "compose/:id", layout = MainLayout.class)
@RolesAllowed({"COMPOSER", "ADMIN"})
public class WizardView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private static final Set<String> OF_PROPOSAL =
            Set.of("compose.proposed", "compose.part-unserved", "compose.nothing-found");

    private final SignedIn signedIn;
    private final Compositions compositions;
    private final BlockSearch search;
    private final SearchSuggestions suggestions;
    private final Matching matching;
    private final Sources sources;
    private final Environments environments;
    private final Plans plans;
    private final Div body = Parts.box("step-body");
    private final Div problems = Parts.named(Parts.box("step-problems"), "draft-problems");
    private String title = "";

    public WizardView(
            SignedIn signedIn,
            Compositions compositions,
            BlockSearch search,
            SearchSuggestions suggestions,
            Matching matching,
            Sources sources,
            Environments environments,
            Plans plans) {
        this.signedIn = signedIn;
        this.compositions = compositions;
        this.search = search;
        this.suggestions = suggestions;
        this.matching = matching;
        this.sources = sources;
        this.environments = environments;
        this.plans = plans;
        addClassNames("view", "wizard");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var draft = compositions.get(signedIn.actor(), draftId(event));
        var step = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("step")
                .flatMap(Step::of)
                .orElse(draft.members().isEmpty() ? Step.PICK : Step.BLOCKS);
        show(draft, step, PickState.of(event.getLocation().getQueryParameters()));
    }

    private static UUID draftId(BeforeEnterEvent event) {
        try {
            return UUID.fromString(event.getRouteParameters().get("id").orElse(""));
        } catch (IllegalArgumentException noId) {
            throw new NotFoundException();
        }
    }

    private void show(Composition draft, Step step, PickState picking) {
        title = draft.project().name().isBlank()
                ? t("compose.untitled")
                : draft.project().name();
        removeAll();
        var workbench = new Workbench[1];
        workbench[0] = new Workbench(
                draft,
                edit -> compositions.update(signedIn.actor(), draft.id(), edit),
                yaml -> compositions.updateYaml(signedIn.actor(), draft.id(), yaml),
                saved -> showProblems(saved, step),
                () -> Parts.replace(body, content(workbench[0], step, picking)));
        Parts.replace(body, content(workbench[0], step, picking));
        showProblems(draft, step);
        add(
                Parts.heading(t("step." + step.wire()), t("step." + step.wire() + ".lead")),
                steps(draft, step),
                body,
                problems,
                foot(draft, step));
    }

    private Component content(Workbench workbench, Step step, PickState picking) {
        return switch (step) {
            case PICK -> new PickStep(workbench, search, suggestions, matching, signedIn, picking);
            case BLOCKS -> new BlocksStep(workbench, matching, signedIn);
            case WIRING -> new WiringStep(workbench);
            case NAMES -> new NamesStep(workbench);
            case YAML -> new YamlStep(workbench);
            case PLAN ->
                new PlanStep(
                        workbench,
                        signedIn,
                        sources,
                        environments,
                        plans,
                        () -> compositions.accepted(
                                signedIn.actor(), workbench.draft().id()),
                        choice -> compositions
                                .saveAsSolution(
                                        signedIn.actor(), workbench.draft().id(), choice)
                                .manifest()
                                .reference()
                                .toString());
        };
    }

    private static Nav steps(Composition draft, Step current) {
        var list = new OrderedList();
        list.addClassName("steps");
        for (var step : Step.values()) {
            var link = Parts.named(Parts.link(step.path(draft.id()), ""), "step-" + step.wire());
            link.add(
                    Parts.text("number", Integer.toString(step.number())),
                    Parts.text("step-name", t("step." + step.wire() + ".short")));
            link.setAriaLabel(t("step.number", step.number(), t("step." + step.wire() + ".short")));
            if (step == current) {
                link.getElement().setAttribute("aria-current", "step");
            }
            list.add(new ListItem(link));
        }
        var nav = new Nav(list);
        nav.setAriaLabel(t("compose.steps"));
        return nav;
    }

    private void showProblems(Composition draft, Step step) {
        Parts.replace(problems);
        problems.add(ProblemList.of(draft.problems().stream()
                .filter(problem -> isNews(problem, step))
                .toList()));
    }

    /** What was proposed and why stands with the blocks; that names are missing is of interest once they can be given. */
    private static boolean isNews(Problem problem, Step step) {
        if (OF_PROPOSAL.contains(problem.code())) {
            return false;
        }
        boolean aboutBlocks = problem.code().startsWith("compose.")
                && !problem.path().startsWith("project")
                && !problem.path().startsWith("outer");
        return aboutBlocks || step.compareTo(Step.NAMES) >= 0;
    }

    private static Component foot(Composition draft, Step step) {
        var foot = Parts.box("step-foot");
        foot.add(step.previous()
                .map(previous ->
                        Parts.button(t("step.back"), "step-back", () -> Address.open(previous.path(draft.id()))))
                .orElseGet(() -> Parts.button(
                        t("compose.to-drafts"),
                        "to-drafts",
                        () -> UI.getCurrent().navigate("compose"))));
        foot.add(Parts.text("hint", t("compose.saved", Words.ago(draft.updatedAt()))));
        step.next()
                .ifPresent(next -> foot.add(Parts.primary(
                        t("step.next", t("step." + next.wire() + ".short")),
                        "step-next",
                        () -> Address.open(next.path(draft.id())))));
        return foot;
    }

    @Override
    public String getPageTitle() {
        return title + " – Blockyard";
    }
}
