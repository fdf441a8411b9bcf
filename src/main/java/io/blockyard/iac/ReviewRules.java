package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** The rules of review, by target, as an administrator sets them. */
public final class ReviewRules {

    private static final int MOST_APPROVALS = 10;
    private static final int LONGEST_HOURS = 24 * 365;

    private static final TargetRules.Kind<ReviewRule> KIND = new TargetRules.Kind<>(
            "iac_review_rule",
            """
            insert into iac_review_rule
                (target, approvals, others_only, plan_hours, approval_hours, changed_by, changed_at)
            values (:target, :approvals, :others, :plan, :approval, :person, :now)
            """,
            "review-rule.set",
            ReviewRule::usual,
            (row, number) -> new ReviewRule(
                    row.getString("target"),
                    row.getInt("approvals"),
                    row.getBoolean("others_only"),
                    row.getInt("plan_hours"),
                    row.getInt("approval_hours")));

    private final TargetRules<ReviewRule> rules;

    ReviewRules(TargetKeeping keeping) {
        this.rules = new TargetRules<>(KIND, keeping);
    }

    /** The rule that holds for a target. */
    public ReviewRule get(Actor actor, String target) {
        return rules.get(actor, target);
    }

    /** The rules that were set, by target; every other target has the usual one. */
    public List<ReviewRule> all(Actor actor) {
        return rules.all(actor);
    }

    /**
     * Sets the rule of a target. Approvals that were given count for plans that are still open, under the new rule.
     *
     * @throws ProblemException INVALID with all numbers that are out of bounds, NOT_FOUND when there is no such target
     */
    public ReviewRule set(Actor actor, ReviewRule rule) {
        rules.requireMayBeSet(actor, rule.target());
        requireSensible(rule);
        rules.set(
                actor,
                rule.target(),
                statement -> statement
                        .param("approvals", rule.approvals())
                        .param("others", rule.othersOnly())
                        .param("plan", rule.planHours())
                        .param("approval", rule.approvalHours()),
                rule.approvals() + " approvals" + (rule.othersOnly() ? " by others than the author" : "") + ", plan "
                        + rule.planHours() + " h, approval " + rule.approvalHours() + " h");
        return rule;
    }

    ReviewRule of(String target) {
        return rules.of(target);
    }

    private static void requireSensible(ReviewRule rule) {
        var problems = new ArrayList<Problem>();
        within("approvals", rule.approvals(), MOST_APPROVALS, problems);
        within("plan_hours", rule.planHours(), LONGEST_HOURS, problems);
        within("approval_hours", rule.approvalHours(), LONGEST_HOURS, problems);
        if (!problems.isEmpty()) {
            throw new ProblemException(ProblemException.Kind.INVALID, problems);
        }
    }

    private static void within(String name, int value, int most, List<Problem> problems) {
        if (value < 1 || value > most) {
            problems.add(Problem.error(
                            "review-rule.bounds",
                            name + " is " + value + ", but has to be between 1 and " + most + ".",
                            "")
                    .at(name));
        }
    }
}
