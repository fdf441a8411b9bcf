package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.credential.CredentialScan;
import io.blockyard.dataiku.credential.CredentialScan.Language;
import io.blockyard.iac.FollowUps.Step;
import io.blockyard.iac.Plans.FollowUp;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** What becomes of the builds that applies have started: DSS is asked until they have ended. */
public class Builds {

    private static final Logger LOG = LoggerFactory.getLogger(Builds.class);
    private static final int LONGEST_LINE = 300;
    private static final String LEADS_ELSEWHERE = "the name of the target leads nowhere, or to another instance.";

    /** Why it is not known for the moment how a build stands. */
    private enum Trouble {
        NO_ANSWER(Duration.ofDays(1)),
        NO_NAME(Duration.ofMinutes(10)),
        NOT_LISTED(Duration.ofMinutes(10));

        private final Duration longest;

        Trouble(Duration longest) {
            this.longest = longest;
        }
    }

    private record InTrouble(UUID build, Trouble trouble) {}

    private final StoredPlans plans;
    private final FollowUps followUps;
    private final Staleness staleness;
    private final Surroundings surroundings;
    private final Executor looks;
    private final Set<UUID> lookingAt = ConcurrentHashMap.newKeySet();

    /** Build and trouble → when it was first met; the next good answer ends it. Counted anew when the node starts. */
    private final Map<InTrouble, Instant> since = new ConcurrentHashMap<>();

    /** @param looks asks for builds: an instance that is slow to answer holds up neither the others nor the caller */
    Builds(Surroundings surroundings, StoredPlans plans, Executor looks) {
        this.plans = plans;
        this.looks = looks;
        this.followUps = surroundings.followUps();
        this.staleness = new Staleness(surroundings);
        this.surroundings = surroundings;
    }

    /**
     * How the build of an applied plan stands. While it is under way DSS is asked, and how it ended is written down.
     *
     * @throws ProblemException NOT_FOUND for no such plan, CONFLICT when no build was asked for, REMOTE when DSS does not
     *     answer
     */
    public FollowUp look(Actor actor, UUID id) {
        actor.require(Right.READ);
        var stored = plans.find(id);
        var build = build(stored.followUps())
                .orElseThrow(() -> ProblemException.of(
                        Kind.CONFLICT,
                        "build.none",
                        "The plan has started no build.",
                        "One is asked for when the plan is applied."));
        if (build.underWay()) {
            ask(stored, build.job());
        }
        return build(followUps.of(id)).orElse(build);
    }

    /**
     * Asks for those that nobody looks at, too; an instance that does not answer is asked again the next time, for a day. A
     * plan that is still being asked for is not asked for once more.
     */
    @Scheduled(fixedDelay = 20_000, initialDelay = 20_000)
    public void lookAtAll() {
        var building = Set.copyOf(followUps.building());
        since.keySet().removeIf(known -> !building.contains(known.build()));
        for (var id : building) {
            if (lookingAt.add(id)) {
                looks.execute(() -> lookUnasked(id));
            }
        }
    }

    private void lookUnasked(UUID id) {
        try {
            lookOrGiveUp(id);
        } catch (RuntimeException unexpected) {
            LOG.warn("The build of plan {} could not be asked for", id, unexpected);
        } finally {
            lookingAt.remove(id);
        }
    }

    private void lookOrGiveUp(UUID id) {
        try {
            look(Actor.system(), id);
        } catch (ProblemException unanswered) {
            LOG.debug("The build of plan {} is not known: {}", id, unanswered.getMessage());
            switch (unanswered.kind()) {
                case CONFLICT -> giveUp(id, LEADS_ELSEWHERE);
                case NOT_FOUND -> {
                    if (lasts(id, Trouble.NO_NAME)) {
                        giveUp(id, LEADS_ELSEWHERE);
                    }
                }
                case INVALID, UNPLANNABLE, REMOTE, SETTINGS, FORBIDDEN, UNAUTHENTICATED -> {
                    if (lasts(id, Trouble.NO_ANSWER)) {
                        giveUp(id, "DSS has not told for a day.");
                    }
                }
            }
        }
    }

    /** Whether the trouble that a build is met in now has lasted for too long; its time begins when it is first met. */
    private boolean lasts(UUID build, Trouble trouble) {
        var now = surroundings.clock().instant();
        var first = since.putIfAbsent(new InTrouble(build, trouble), now);
        return first != null && first.isBefore(now.minus(trouble.longest));
    }

    /** DSS has told of the build: a trouble that comes later is another one. */
    private void answered(UUID build, boolean listed) {
        since.keySet()
                .removeIf(known -> known.build().equals(build) && (listed || known.trouble() != Trouble.NOT_LISTED));
    }

    private void giveUp(UUID id, String why) {
        build(followUps.of(id))
                .ifPresent(build -> end(
                        id, build.job(), FollowUps.FAILED, "How job " + build.job() + " ended is not known: " + why));
    }

    private void end(UUID id, String job, String status, String message) {
        followUps.ended(id, job, status, message);
        answered(id, true);
    }

    private static Optional<FollowUp> build(List<FollowUp> followUps) {
        return followUps.stream()
                .filter(step -> step.step().equals(Step.BUILD.wire()))
                .findFirst();
    }

    private void ask(StoredPlan stored, String job) {
        var plan = stored.plan();
        if (plan == null) {
            return;
        }
        var client = surroundings.targets().apply(stored.target());
        staleness.requireSameInstance(stored, client);
        var project = client.project(plan.target().projectKey());
        var state = project.jobState(job).orElse("");
        answered(stored.id(), !state.isEmpty());
        switch (state) {
            case "DONE" -> end(stored.id(), job, FollowUps.DONE, "Job " + job + " is done.");
            case "FAILED" ->
                end(stored.id(), job, FollowUps.FAILED, "Job " + job + " failed." + lastWords(stored, project, job));
            case "ABORTED" -> end(stored.id(), job, FollowUps.FAILED, "Job " + job + " was aborted.");
            case "" -> {
                if (lasts(stored.id(), Trouble.NOT_LISTED)) {
                    end(stored.id(), job, FollowUps.FAILED, "Job " + job + " is gone from DSS.");
                }
            }
            default -> {
                // NOT_STARTED, COMPUTING_DEPS, RUNNING and the like: it has not ended.
            }
        }
    }

    /** The end of the log, unless it tells a secret. */
    private String lastWords(StoredPlan stored, DssProject project, String job) {
        String line;
        try {
            line = project.jobLog(job).lines().filter(text -> !text.isBlank()).reduce("", (before, after) -> after);
        } catch (ProblemException unread) {
            return "";
        }
        var told = surroundings.environments().secretsOf(stored.environment()).masked(line.strip());
        return told.isEmpty() || !CredentialScan.in(told, Language.PROSE).isEmpty()
                ? ""
                : " Its log ends with: \u201c" + told.substring(0, Math.min(LONGEST_LINE, told.length())) + "\u201d";
    }
}
