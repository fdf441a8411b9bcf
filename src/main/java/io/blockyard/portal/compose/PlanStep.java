package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import io.blockyard.compose.SolutionChoice;
import io.blockyard.dataiku.Sources;
import io.blockyard.iac.Environments;
import io.blockyard.iac.Plans;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.plan.PlanDestination;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where it should go, and making the plan. Nothing changes there before somebody has approved the plan. */
final class PlanStep extends Div {

    private static final String FILE = "project.yml";

    PlanStep(
            Workbench workbench,
            SignedIn signedIn,
            Sources sources,
            Environments environments,
            Plans plans,
            Runnable accepted,
            Function<SolutionChoice, String> saveAsSolution) {
        addClassName("stack");
        var draft = workbench.draft();
        var destination = new PlanDestination(signedIn, sources, environments);
        boolean broken = draft.yaml().isBlank() || draft.problems().stream().anyMatch(Problem::isError);
        var refusals = Parts.box("stack");
        var make = Parts.primary(t("plan-step.make"), "make-plan", () -> {
            try {
                var plan = plans.create(
                        signedIn.actor(), destination.request(Map.of(FILE, draft.yaml())), PlanDestination.PATIENCE);
                accepted.run();
                UI.getCurrent().navigate("plans/" + plan.id());
            } catch (ProblemException refused) {
                Parts.replace(refusals, ProblemList.of(refused.problems()));
            }
        });
        make.setEnabled(!broken && destination.isChosen());
        var save =
                Parts.button(t("solution.save"), "save-as-solution", () -> SolutionDialog.open(draft, saveAsSolution));
        save.setEnabled(!draft.members().isEmpty());
        var blocks =
                draft.members().stream().map(member -> member.manifest().name()).collect(Collectors.joining(", "));
        add(Parts.box(
                "card",
                Parts.box(
                        "stack",
                        Parts.facts(List.of(
                                new Parts.Fact(
                                        t("plan-step.project"),
                                        draft.project().name() + " ("
                                                + draft.project().key() + ")"),
                                new Parts.Fact(t("plan-step.blocks"), blocks),
                                new Parts.Fact(
                                        t("plan-step.wires"),
                                        Integer.toString(draft.wires().size())))),
                        destination,
                        Parts.hint(t(broken ? "plan-step.broken" : "plan-step.safe")),
                        refusals,
                        Parts.box("row", make))));
        add(Parts.box(
                "card",
                Parts.box(
                        "stack",
                        new H2(t("solution.keep")),
                        Parts.hint(t("solution.keep.hint")),
                        Parts.box("row", save))));
    }
}
