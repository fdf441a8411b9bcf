package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.iac.PlanTables.Waiting;
import io.blockyard.iac.Plans.Decision;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who approved what, and whether that still counts: an approval is bound to a digest, counts once per person, and
 * expires. Every method joins the caller's transaction.
 */
final class Review {

    static final String APPROVE = "approve";
    static final String REJECT = "reject";
    static final String COMMENT = "comment";
    static final String OVERRIDE = "override";
    private static final int LONGEST_COMMENT = 4_000;
    private static final int MOST_COMMENTS = 200;
    private static final String ASK_A_COLLEAGUE = "Ask a colleague with the role APPROVER.";

    private final PlanTables tables;
    private final ReviewRules rules;
    private final Audit audit;
    private final Clock clock;

    Review(PlanTables tables, ReviewRules rules, Audit audit, Clock clock) {
        this.tables = tables;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    void approve(Actor actor, StoredPlan stored, String digest, String comment) {
        requireOpen(stored, PlanState.APPROVED);
        var rule = rules.of(stored.target());
        refusal(actor, stored, digest, rule).ifPresent(refusal -> {
            throw refusal;
        });
        requirePolicies(stored, digest);
        decide(actor, stored, APPROVE, comment, digest, "");
        if (approvers(reread(stored), digest, rule).size() >= rule.approvals()) {
            tables.move(stored.id(), PlanState.AWAITING_APPROVAL, PlanState.APPROVED);
        }
    }

    /** What the plan's review takes, and why this person cannot approve it, if so. */
    Plans.Approvals approvals(Actor actor, StoredPlan stored) {
        var rule = rules.of(stored.target());
        var digest = stored.plan() == null ? "" : stored.plan().digest();
        return new Plans.Approvals(
                approvers(stored, digest, rule).size(),
                rule.approvals(),
                refusal(actor, stored, digest, rule)
                        .map(refusal -> refusal.problems().getFirst()));
    }

    /** Who may approve is a matter of the rule alone; whether the plan keeps its policies is another. */
    private Optional<ProblemException> refusal(Actor actor, StoredPlan stored, String digest, ReviewRule rule) {
        var own = own(actor, stored, rule);
        if (own.isPresent()) {
            return own;
        }
        if (approvers(stored, digest, rule).contains(actor.name())) {
            return Optional.of(ProblemException.of(
                    Kind.CONFLICT,
                    "plan.approved-twice",
                    "You have approved this plan already; it takes " + rule.approvals() + " different people.",
                    ASK_A_COLLEAGUE));
        }
        return Optional.empty();
    }

    /** Why somebody decides nothing on a plan of their own, where the rule has it so. */
    private Optional<ProblemException> own(Actor actor, StoredPlan stored, ReviewRule rule) {
        if (rule.othersOnly() && actor.name().equals(stored.createdBy())) {
            return Optional.of(ProblemException.of(
                    Kind.FORBIDDEN,
                    "plan.own",
                    "You made this plan, and plans for \u201c" + stored.target()
                            + "\u201d are approved by somebody else.",
                    ASK_A_COLLEAGUE));
        }
        if (rule.othersOnly() && tables.authors(stored.id()).contains(actor.name())) {
            return Optional.of(ProblemException.of(
                    Kind.FORBIDDEN,
                    "plan.own",
                    "You made a plan that this one replaces, and plans for \u201c" + stored.target()
                            + "\u201d are approved by somebody else.",
                    ASK_A_COLLEAGUE));
        }
        return Optional.empty();
    }

    void reject(Actor actor, StoredPlan stored, String digest, String comment) {
        requireOpen(stored, PlanState.REJECTED);
        decide(actor, stored, REJECT, comment, digest, "");
        tables.move(stored.id(), PlanState.AWAITING_APPROVAL, PlanState.REJECTED);
    }

    void comment(Actor actor, StoredPlan stored, String comment) {
        if (comment.isBlank()) {
            throw ProblemException.of(Kind.INVALID, "plan.comment", "The comment is empty.", "");
        }
        var comments = stored.decisions().stream()
                .filter(decision -> decision.decision().equals(COMMENT))
                .count();
        if (comments >= MOST_COMMENTS) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "plan.comments",
                    "The plan has " + MOST_COMMENTS + " comments already.",
                    "Go on elsewhere, or plan again.");
        }
        decide(actor, stored, COMMENT, comment.strip(), "", "");
    }

    /** Lets a soft policy be broken, in somebody's name; not in the author's where others have to approve. */
    void override(Actor actor, StoredPlan stored, String digest, String policy, String reason) {
        requireOpen(stored, PlanState.APPROVED);
        own(actor, stored, rules.of(stored.target())).ifPresent(refusal -> {
            throw refusal;
        });
        if (reason.isBlank()) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "policy.reason",
                    "An override needs a reason.",
                    "Say why the policy may be broken here.");
        }
        boolean soft = broken(stored, Policy.Severity.SOFT).stream()
                .anyMatch(result -> result.name().equals(policy));
        if (!soft) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "policy.no-override",
                    "There is nothing to override: the plan breaks no soft policy \u201c" + policy + "\u201d.",
                    "Hard policies cannot be overridden; advisory ones need not be.");
        }
        decide(actor, stored, OVERRIDE, reason.strip(), digest, policy);
    }

    /** @throws ProblemException CONFLICT naming each policy that forbids the approval */
    private static void requirePolicies(StoredPlan stored, String digest) {
        var overridden = stored.decisions().stream()
                .filter(decision -> decision.decision().equals(OVERRIDE))
                .filter(decision -> decision.digest().equals(digest))
                .map(Decision::subject)
                .toList();
        var forbidding = new ArrayList<Problem>();
        broken(stored, Policy.Severity.HARD)
                .forEach(result -> forbidding.add(Problem.error(
                        "policy.hard",
                        "The plan breaks the policy \u201c" + result.name() + "\u201d: " + result.message(),
                        "Change the configuration and plan again.")));
        broken(stored, Policy.Severity.SOFT).stream()
                .filter(result -> !overridden.contains(result.name()))
                .forEach(result -> forbidding.add(Problem.error(
                        "policy.soft",
                        "The plan breaks the policy \u201c" + result.name() + "\u201d: " + result.message(),
                        "Change the configuration, or override the policy with a reason.")));
        if (!forbidding.isEmpty()) {
            throw new ProblemException(Kind.CONFLICT, forbidding);
        }
    }

    private static List<Policy.Result> broken(StoredPlan stored, Policy.Severity severity) {
        return stored.plan() == null ? List.of() : stored.plan().broken(severity);
    }

    private void decide(
            Actor actor, StoredPlan stored, String decision, String comment, String digest, String subject) {
        requireReadable(comment);
        tables.decide(stored.id(), actor.name(), decision, comment, digest, subject);
        var detail = (subject.isEmpty() ? "" : subject + ", ") + (digest.isEmpty() ? "" : "digest " + digest);
        audit.record(actor, "plan." + decision, stored.id().toString(), detail);
    }

    /** @throws ProblemException INVALID for a text that nobody would read */
    static void requireReadable(String text) {
        if (text.length() > LONGEST_COMMENT) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "plan.comment",
                    "The text is longer than " + LONGEST_COMMENT + " characters.",
                    "Say it shorter, or put the long version elsewhere.");
        }
    }

    /** The state alone says that somebody approved; the decisions say who, what and when. */
    void requireApproved(StoredPlan stored, String digest) {
        var rule = rules.of(stored.target());
        int have = approvers(stored, digest, rule).size();
        if (stored.state() == PlanState.APPROVED && have < rule.approvals()) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "plan.not-approved",
                    "Plans for \u201c" + stored.target() + "\u201d now take " + rule.approvals() + " approvals"
                            + (rule.othersOnly() ? " by others than their author" : "") + "; this one has " + have
                            + ".",
                    "Plan again, and have the new plan approved.");
        }
    }

    /**
     * Whether an apply that stopped may go on: the plan is as much approved as the rule asks today. What lapsed since the
     * apply began approves nothing more.
     */
    void requireStillApproved(StoredPlan stored, String digest) {
        var rule = rules.of(stored.target());
        int have = approvers(stored, digest, rule, clock.instant()).size();
        if (have < rule.approvals()) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "plan.approval-lapsed",
                    "The plan is no longer approved: of the " + rule.approvals() + " approvals that plans for \u201c"
                            + stored.target() + "\u201d take, each for " + rule.approvalHours() + " hours, it has "
                            + have + ".",
                    "Plan again, and have the new plan approved; or roll this one back.");
        }
    }

    private Set<String> approvers(StoredPlan stored, String digest, ReviewRule rule) {
        return approvers(stored, digest, rule, decided(stored));
    }

    /** Different people whose approval of this digest counts under the rule. */
    private Set<String> approvers(StoredPlan stored, String digest, ReviewRule rule, Instant asOf) {
        var authors = rule.othersOnly() ? tables.authors(stored.id()) : Set.<String>of();
        return standing(stored, rule, asOf).stream()
                .filter(decision -> decision.digest().equals(digest))
                .map(Decision::person)
                .filter(person -> !authors.contains(person))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Approvals that had not lapsed at that moment: one counts for as long as the rule says. */
    private static List<Decision> standing(StoredPlan stored, ReviewRule rule, Instant asOf) {
        return approvals(stored).stream()
                .filter(decision -> !asOf.isAfter(decision.at().plus(Duration.ofHours(rule.approvalHours()))))
                .toList();
    }

    /** Now while people still decide; of a plan that is approved, or further on, when the last one approved. */
    private Instant decided(StoredPlan stored) {
        var given = approvals(stored);
        return stored.state() == PlanState.AWAITING_APPROVAL || given.isEmpty()
                ? clock.instant()
                : given.getLast().at();
    }

    private static List<Decision> approvals(StoredPlan stored) {
        return stored.decisions().stream()
                .filter(decision -> decision.decision().equals(APPROVE))
                .toList();
    }

    private StoredPlan reread(StoredPlan stored) {
        return tables.find(stored.id()).orElseThrow();
    }

    private void requireOpen(StoredPlan stored, PlanState to) {
        if (stored.state() != PlanState.AWAITING_APPROVAL) {
            throw PlanTables.forbidden(stored.state(), to);
        }
    }

    /** Whether a plan has waited longer than its target's rule allows. */
    boolean isOverdue(StoredPlan stored) {
        return overdue(stored).isPresent();
    }

    /** Sets a plan aside that has waited longer than its target's rule allows; any other stays as it is. */
    void expire(StoredPlan stored) {
        overdue(stored).ifPresent(reason -> {
            tables.problems(
                    stored.id(), List.of(Problem.warning("plan.expired", reason, "Plan again; one action does it.")));
            tables.move(stored.id(), stored.state(), PlanState.EXPIRED);
            audit.record(Actor.system(), "plan.expire", stored.id().toString(), reason);
        });
    }

    private Optional<String> overdue(StoredPlan stored) {
        boolean waits = stored.state() == PlanState.AWAITING_APPROVAL || stored.state() == PlanState.APPROVED;
        if (!waits) {
            return Optional.empty();
        }
        var rule = rules.of(stored.target());
        var approved = standing(stored, rule, decided(stored)).stream()
                .map(Decision::at)
                .min(Comparator.naturalOrder());
        var since = stored.state() == PlanState.APPROVED ? approved.orElse(stored.createdAt()) : stored.createdAt();
        return overdue(stored.state(), since, rule);
    }

    /** Those that have waited longer than their target's rule allows. */
    List<UUID> overdue(List<Waiting> waiting) {
        var known = new HashMap<String, ReviewRule>();
        return waiting.stream()
                .filter(one -> overdue(one.state(), one.since(), known.computeIfAbsent(one.target(), rules::of))
                        .isPresent())
                .map(Waiting::id)
                .toList();
    }

    private Optional<String> overdue(PlanState state, Instant since, ReviewRule rule) {
        if (state == PlanState.APPROVED) {
            return isOver(since, rule.approvalHours())
                    ? Optional.of("The approval was not used within " + rule.approvalHours() + " hours.")
                    : Optional.empty();
        }
        return isOver(since, rule.planHours())
                ? Optional.of("Nobody decided on the plan within " + rule.planHours() + " hours.")
                : Optional.empty();
    }

    private boolean isOver(Instant since, int hours) {
        return clock.instant().isAfter(since.plus(Duration.ofHours(hours)));
    }
}
