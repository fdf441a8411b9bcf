package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.iac.Policy.Severity;
import io.blockyard.iac.config.NearestName;
import io.blockyard.iac.plan.PlanDigest;
import io.blockyard.iac.policy.PolicyExpression;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules that plans have to keep, as an administrator sets them. */
public final class Policies {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Rules that many installations want; none of them holds before an administrator takes it over. */
    private static final List<Policy> STARTERS = List.of(
            new Policy(
                    "protected-blocks-in-production",
                    "",
                    Severity.SOFT,
                    "!(plan.target.matches('(?i).*prod.*') || plan.environment.matches('(?i).*prod.*')) || "
                            + "plan.blocks.all(b, has(b.protected) && b.protected)",
                    "Only protected blocks may be deployed to production."),
            new Policy(
                    "no-dataset-deletes",
                    "",
                    Severity.SOFT,
                    "!plan.changes.exists(c, c.action == 'delete' && (c.type == 'folder' || "
                            + "(c.type == 'dataset' && has(c.before.type) && c.before.type == 'managed')))",
                    "The plan deletes datasets or folders that hold data."),
            new Policy(
                    "blocks-have-owners",
                    "",
                    Severity.ADVISORY,
                    "plan.blocks.all(b, has(b.owner) && b.owner != '')",
                    "A block without an owner has nobody to ask."),
            new Policy(
                    "dataset-names",
                    "",
                    Severity.ADVISORY,
                    "plan.changes.all(c, c.type != 'dataset' || c.action != 'create' || "
                            + "c.name.matches('^[A-Za-z][A-Za-z0-9_]*$'))",
                    "Names of datasets are letters, digits and underscores."),
            new Policy(
                    "projects-have-descriptions",
                    "",
                    Severity.ADVISORY,
                    "plan.changes.all(c, c.type != 'project' || (has(c.after.description) && c.after.description != ''))",
                    "A project without a description is a riddle a year later."));

    private final JdbcClient jdbc;
    private final TargetKeeping keeping;

    Policies(TargetKeeping keeping) {
        this.keeping = keeping;
        this.jdbc = keeping.jdbc();
    }

    /** By name. */
    public List<Policy> all(Actor actor) {
        actor.require(Right.READ);
        return stored();
    }

    /** Rules to begin with, ready to be set. */
    public List<Policy> starters(Actor actor) {
        actor.require(Right.READ);
        return STARTERS;
    }

    /**
     * Adds a rule, or changes the one of that name. Plans that are open become stale.
     *
     * @throws ProblemException INVALID for a malformed name, a missing message, or an expression that does not compile;
     *     NOT_FOUND when it is for a target that there is not
     */
    public Policy set(Actor actor, Policy policy) {
        actor.require(Right.ADMINISTER);
        if (!NAME.matcher(policy.name()).matches()) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "policy.name",
                    "\u201c" + policy.name() + "\u201d cannot be the name of a policy.",
                    "Use lower-case letters, digits and dashes, such as no-dataset-deletes.");
        }
        if (policy.message().isBlank()) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "policy.message",
                    "The policy has no message.",
                    "Say what people should know when a plan does not keep it.");
        }
        PolicyExpression.of(policy.expression());
        if (!policy.target().isEmpty()) {
            keeping.requireTarget().accept(policy.target());
        }
        keeping.transaction().executeWithoutResult(status -> {
            delete(policy.name());
            jdbc.sql("""
                            insert into iac_policy (name, target, severity, expression, message)
                            values (:name, :target, :severity, :expression, :message)
                            """)
                    .param("name", policy.name())
                    .param("target", policy.target())
                    .param("severity", policy.severity().wire())
                    .param("expression", policy.expression())
                    .param("message", policy.message())
                    .update();
            keeping.audit()
                    .record(
                            actor,
                            "policy.set",
                            policy.name(),
                            policy.severity().wire() + ": " + policy.expression());
        });
        return policy;
    }

    /** @throws ProblemException NOT_FOUND with the nearest name */
    public void remove(Actor actor, String name) {
        actor.require(Right.ADMINISTER);
        keeping.transaction().executeWithoutResult(status -> {
            if (delete(name) == 0) {
                throw ProblemException.of(
                        Kind.NOT_FOUND,
                        "policy.unknown",
                        "There is no policy \u201c" + name + "\u201d.",
                        NearestName.suggest(
                                name, stored().stream().map(Policy::name).toList(), ""));
            }
            keeping.audit().record(actor, "policy.remove", name, "");
        });
    }

    /** How a plan stands to each rule of its target; one that cannot be decided counts as not kept. */
    List<Policy.Result> evaluate(String target, Map<String, Object> facts) {
        return stored().stream()
                .filter(policy -> policy.isFor(target))
                .map(policy -> evaluate(policy, facts))
                .toList();
    }

    private static Policy.Result evaluate(Policy policy, Map<String, Object> facts) {
        try {
            boolean kept = PolicyExpression.of(policy.expression()).holds(facts);
            return new Policy.Result(policy.name(), policy.severity(), kept, kept ? "" : policy.message());
        } catch (ProblemException undecided) {
            return new Policy.Result(
                    policy.name(),
                    policy.severity(),
                    false,
                    undecided.problems().getFirst().message());
        }
    }

    /** Changes whenever a rule of the target does. */
    String digest(String target) {
        return PlanDigest.sha256(PlanDigest.canonical(
                stored().stream().filter(policy -> policy.isFor(target)).toList()));
    }

    private int delete(String name) {
        return jdbc.sql("delete from iac_policy where name = :name")
                .param("name", name)
                .update();
    }

    private List<Policy> stored() {
        return jdbc.sql("select * from iac_policy order by name")
                .query((row, number) -> new Policy(
                        row.getString("name"),
                        row.getString("target"),
                        Severity.ofWire(row.getString("severity")),
                        row.getString("expression"),
                        row.getString("message")))
                .list();
    }
}
