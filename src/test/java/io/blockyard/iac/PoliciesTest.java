package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.iac.Policy.Severity;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules of a target: told, overridden by name, or in the way of an approval. */
class PoliciesTest extends PlansOnSandbox {

    private static final String SMALL = """
            version: "1.0"
            project: {key: RULES, name: Rules}
            datasets:
              - {name: out, type: managed}
              - {name: more, type: managed}
            """;

    @Test
    void aHardPolicyForbidsTheApproval() {
        policies.set(
                ADMIN, new Policy("few", "sandbox", Severity.HARD, "plan.summary.create < 3", "Too many at once."));
        policies.set(ADMIN, new Policy("elsewhere", "other", Severity.HARD, "false", "Never there."));
        var planned = plan(SMALL);
        assertThat(body(planned).policies())
                .containsExactly(new Policy.Result("few", Severity.HARD, false, "Too many at once."));
        assertThatThrownBy(() ->
                        decisions.approve(APPROVER, planned.id(), body(planned).digest(), ""))
                .hasMessageContaining("Too many at once");
        assertThatThrownBy(() ->
                        decisions.override(APPROVER, planned.id(), body(planned).digest(), "few", "please"))
                .hasMessageContaining("nothing to override");
        var fewer = plan(SMALL.replace("  - {name: more, type: managed}\n", ""));
        assertThat(decisions
                        .approve(APPROVER, fewer.id(), body(fewer).digest(), "")
                        .state())
                .isEqualTo(PlanState.APPROVED);
    }

    @Test
    void aSoftPolicyIsOverriddenByNameAndWithAReason() {
        policies.set(
                ADMIN,
                new Policy(
                        "names",
                        "",
                        Severity.SOFT,
                        "plan.changes.all(c, c.type != 'dataset' || c.after.name.startsWith('o'))",
                        "Names start with o."));
        var planned = plan(SMALL);
        var digest = body(planned).digest();
        assertThatThrownBy(() -> decisions.approve(APPROVER, planned.id(), digest, ""))
                .hasMessageContaining("names");
        assertThatThrownBy(() -> decisions.override(APPROVER, planned.id(), digest, "names", " "))
                .hasMessageContaining("reason");
        assertThatThrownBy(() -> decisions.override(COMPOSER, planned.id(), digest, "names", "mine"))
                .hasMessageContaining("APPROVER");
        assertThat(PlanText.of(body(planned), false)).contains("names", "overridden by name", "Names start with o.");
        assertThat(PlanMarkdown.of(body(planned))).contains("## Policies that are not kept", "Names start with o.");
        rules.set(ADMIN, new ReviewRule("sandbox", 1, true, 24, 24));
        var author = new Actor("clara", Set.of(Role.COMPOSER, Role.APPROVER), "test");
        assertThatThrownBy(() -> decisions.override(author, planned.id(), digest, "names", "mine"))
                .hasMessageContaining("approved by somebody else");
        decisions.override(APPROVER, planned.id(), digest, "names", "legacy name");
        assertThat(decisions.approve(APPROVER, planned.id(), digest, "").state())
                .isEqualTo(PlanState.APPROVED);
        assertThat(plans.get(VIEWER, planned.id()).decisions().getFirst())
                .satisfies(override ->
                        assertThat(override.subject() + override.comment()).isEqualTo("nameslegacy name"));
    }

    @Test
    void anotherPolicyMakesAnOpenPlanStale() {
        var planned = plan(SMALL);
        policies.set(ADMIN, new Policy("later", "", Severity.ADVISORY, "true", "Always kept."));
        assertThat(plans.check(VIEWER, planned.id()))
                .singleElement()
                .satisfies(moved -> assertThat(moved.message()).contains("policies"));
    }

    @Test
    void everyStarterCompilesAndDecidesAPlanOfBlocks() {
        policies.starters(VIEWER).forEach(starter -> policies.set(ADMIN, starter));
        assertThat(policies.all(VIEWER)).hasSameElementsAs(policies.starters(VIEWER));
        var results = body(plan(CHAIN)).policies();
        assertThat(results).hasSize(policies.starters(VIEWER).size());
        assertThat(results)
                .filteredOn(result -> !result.kept())
                .extracting(Policy.Result::name)
                .containsExactly("blocks-have-owners", "projects-have-descriptions");
        assertThat(results)
                .filteredOn(result -> !result.kept())
                .allSatisfy(result -> assertThat(policies.starters(VIEWER))
                        .anySatisfy(starter -> assertThat(starter.message()).isEqualTo(result.message())));
    }

    @Test
    void theStartersTellProductionAndDataApart() {
        policies.starters(VIEWER).forEach(starter -> policies.set(ADMIN, starter));
        environments.add(ADMIN, "production", "the real plants");
        var real = plan(new Plans.PlanRequest(Map.of("project.yml", CHAIN), "production", "sandbox"));
        assertThat(broken(real)).contains("protected-blocks-in-production");

        var three = """
                version: "1.0"
                project: {key: DATA, name: Data, description: d}
                datasets:
                  - {name: kept, type: managed}
                  - {name: ours, type: managed}
                  - {name: theirs, type: filesystem, connection: filesystem_managed, path: /t, format_type: csv}
                """;
        approveAndApply(plan(three));
        assertThat(broken(plan(
                        three.lines().filter(line -> !line.contains("theirs")).collect(Collectors.joining("\n")))))
                .isEmpty();
        assertThat(broken(plan(
                        three.lines().filter(line -> !line.contains("ours")).collect(Collectors.joining("\n")))))
                .containsExactly("no-dataset-deletes");
    }

    private static List<String> broken(Plans.StoredPlan planned) {
        return body(planned).policies().stream()
                .filter(result -> !result.kept())
                .map(Policy.Result::name)
                .toList();
    }

    @Test
    void anExpressionIsCheckedWhenItIsSet() {
        for (var wrong : new String[] {"plan.summary.create <", "1 + 1", "'a'", "plans.summary == 1", ""}) {
            assertThatThrownBy(() -> policies.set(ADMIN, new Policy("p", "", Severity.HARD, wrong, "m")))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            io.blockyard.problem.ProblemException.class,
                            refused -> assertThat(refused.problems())
                                    .extracting(Problem::code)
                                    .containsOnly("policy.expression"));
        }
        assertThatThrownBy(() -> policies.set(COMPOSER, new Policy("p", "", Severity.HARD, "true", "m")))
                .hasMessageContaining("ADMIN");
        assertThatThrownBy(() -> policies.remove(ADMIN, "nothing")).hasMessageContaining("no policy");
    }

    @Test
    void whatCannotBeDecidedIsNotKept() {
        policies.set(ADMIN, new Policy("odd", "", Severity.SOFT, "plan.nothing.there == 1", "never said"));
        policies.set(
                ADMIN,
                new Policy(
                        "endless",
                        "",
                        Severity.SOFT,
                        "plan.changes.all(a, plan.changes.all(b, plan.changes.all(c, plan.changes.all(d, "
                                + "plan.changes.all(e, plan.changes.all(f, plan.changes.all(g, a != null)))))))",
                        "never said"));
        assertThat(body(plan(CHAIN)).policies()).allSatisfy(result -> {
            assertThat(result.kept()).isFalse();
            assertThat(result.message()).contains("cannot be decided");
        });
    }
}
