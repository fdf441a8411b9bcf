package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.iac.Policy;
import io.blockyard.iac.Policy.Severity;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.List;
import java.util.function.Consumer;

/** How a plan stands to the policies of its target, with a button where one may be overridden. */
final class PolicyList extends Div {

    private final StoredPlan stored;
    private final boolean mayOverride;
    private final Consumer<String> override;

    /** @param override gets the name of the policy that somebody wants to override */
    PolicyList(StoredPlan stored, List<Policy.Result> results, boolean mayOverride, Consumer<String> override) {
        this.stored = stored;
        this.mayOverride = mayOverride;
        this.override = override;
        addClassNames("card", "stack");
        Parts.named(this, "plan-policies");
        var table = new CardTable(
                t("plan.policies"),
                List.of(t("policies.name"), t("policies.severity"), t("plan.policies.kept"), t("policies.message")));
        results.forEach(result -> Parts.named(
                table.row(
                        Parts.code(result.name()),
                        new Span(t("policies.severity." + result.severity().wire())),
                        standing(result),
                        new Span(Words.said(result.message()))),
                "policy-" + result.name()));
        add(new H2(t("plan.policies")), table);
    }

    private Component standing(Policy.Result result) {
        if (result.kept()) {
            return Parts.badge(t("plan.policies.yes"), "good");
        }
        if (isOverridden(stored, result)) {
            return Parts.badge(t("plan.policies.overridden"), "level");
        }
        var no = Parts.badge(t("plan.policies.no"), "bad");
        return mayOverride && result.severity() == Severity.SOFT
                ? Parts.box(
                        "row",
                        no,
                        Parts.button(
                                t("plan.override"), "override-" + result.name(), () -> override.accept(result.name())))
                : no;
    }

    /** Whether somebody let this plan break the policy. */
    static boolean isOverridden(StoredPlan stored, Policy.Result result) {
        return stored.decisions().stream()
                .anyMatch(decision -> decision.decision().equals("override")
                        && decision.subject().equals(result.name()));
    }
}
