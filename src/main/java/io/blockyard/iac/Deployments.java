package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockType;
import io.blockyard.block.BlockVersion;
import io.blockyard.iac.plan.PlanDigest;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What was deployed: the projects that applied plans have made. */
public class Deployments {

    private final DeploymentTables tables;
    private final Surroundings surroundings;
    private final Audit audit;
    private final UnaryOperator<BlockReference> exact;

    /** @param exact the version that a reference means now; throws NOT_FOUND when there is none */
    Deployments(Surroundings surroundings, Audit audit, UnaryOperator<BlockReference> exact) {
        this.tables = surroundings.deployments();
        this.surroundings = surroundings;
        this.audit = audit;
        this.exact = exact;
    }

    /** Newest first. */
    public List<Deployment> all(Actor actor) {
        actor.require(Right.READ);
        var newest = new HashMap<BlockId, Optional<BlockVersion>>();
        return tables.all().stream()
                .map(deployment -> deployment.with(newer(deployment.blocks(), newest)))
                .toList();
    }

    /** @throws ProblemException NOT_FOUND when nothing was deployed there */
    public Deployment get(Actor actor, String target, String projectKey) {
        actor.require(Right.READ);
        return tables.find(target, projectKey)
                .map(deployment -> deployment.with(newer(deployment.blocks(), new HashMap<>())))
                .orElseThrow(() -> DriftCheck.unknown(target, projectKey));
    }

    /** What a solution holds goes with the solution; only what the configuration names can be brought up to date. */
    private List<NewerVersion> newer(List<DeployedBlock> blocks, Map<BlockId, Optional<BlockVersion>> newest) {
        var newer = new ArrayList<NewerVersion>();
        for (var block : blocks) {
            var id = BlockReference.parse(block.reference()).id();
            newest.computeIfAbsent(id, this::newest)
                    .filter(version -> block.within().isEmpty())
                    .filter(version -> version.compareTo(BlockVersion.parse(block.version())) > 0)
                    .ifPresent(version -> newer.add(new NewerVersion(block.instance(), version.toString())));
        }
        return newer;
    }

    private Optional<BlockVersion> newest(BlockId id) {
        try {
            var latest = new BlockReference(BlockReference.DEFAULT_REGISTRY, id, "latest");
            return Optional.of(BlockVersion.parse(exact.apply(latest).version()));
        } catch (ProblemException noneOffered) {
            return Optional.empty();
        }
    }

    /**
     * What somebody changed outside since the project was deployed. The target is read while one waits. To bring it
     * back, plan the configuration again: a plan starts from what is there.
     *
     * @throws ProblemException NOT_FOUND when nothing was deployed there; REMOTE when the target does not answer
     */
    public List<Plan.Drift> drift(Actor actor, String target, String projectKey) {
        actor.require(Right.READ);
        return check(target, projectKey).drift();
    }

    /** What an adoption is bound to: the digest of what somebody saw changed outside. */
    public static String digest(List<Plan.Drift> seen) {
        return PlanDigest.sha256(PlanDigest.canonical(seen));
    }

    /**
     * Records what is there now as what was deployed; a project that is gone is no longer one of them. The next plan shows
     * what the configuration says otherwise.
     *
     * @param digest of what the person saw, by {@link #digest}
     * @return what was adopted
     * @throws ProblemException as {@link #drift}; CONFLICT while an apply is under way, or has stopped half-way, or where
     *     something else is changed outside by now than the person saw
     */
    public List<Plan.Drift> adopt(Actor actor, String target, String projectKey, String digest) {
        actor.require(Right.COMPOSE);
        var check = check(target, projectKey);
        if (!digest(check.drift()).equals(digest)) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "deployment.changed-again",
                    "What is changed outside in the project " + projectKey + " on \u201c" + target
                            + "\u201d is no longer what you saw. Nothing was adopted.",
                    "Look again, and adopt what you see then.");
        }
        if (!check.drift().isEmpty()) {
            surroundings.transaction().executeWithoutResult(status -> {
                var now = check.now();
                requireAsRead(target, projectKey, now.serial());
                if (now.resources().isEmpty()) {
                    tables.forget(target, projectKey);
                } else {
                    tables.drift(target, projectKey, List.of(), "");
                    tables.state(
                            target, projectKey, new RecordedState(now.lineage(), now.serial() + 1, now.resources()));
                }
                audit.record(
                        actor,
                        "deployment.adopt",
                        target + "/" + projectKey,
                        String.join(
                                ", ",
                                check.drift().stream().map(Plan.Drift::address).toList()));
            });
        }
        return check.drift();
    }

    /** What was read is adopted only while it is still compared with the same record. */
    private void requireAsRead(String target, String projectKey, long serial) {
        surroundings.locks().holdPlans(target, projectKey);
        surroundings.locks().requireQuiet(target, projectKey);
        requireNoneStopped(target, projectKey);
        boolean asRead = tables.state(target, projectKey)
                .filter(recorded -> recorded.serial() == serial)
                .isPresent();
        if (!asRead) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "deployment.moved",
                    "The project " + projectKey + " on \u201c" + target
                            + "\u201d was deployed anew while it was looked at.",
                    "Look again.");
        }
    }

    /** A resumption or roll-back goes on from what was recorded when the plan began: what was adopted would be lost. */
    private void requireNoneStopped(String target, String projectKey) {
        var stopped = surroundings.plans().stopped(target, projectKey);
        if (!stopped.isEmpty()) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "deployment.half-way",
                    "The apply of the plan " + stopped.getFirst() + " to " + projectKey + " on \u201c" + target
                            + "\u201d has stopped half-way.",
                    "Resume it or roll it back, or apply a new plan; then adopt.");
        }
    }

    /** Where the block, or the solution, is deployed: one entry for each instance, last deployed first. */
    public List<BlockUse> using(Actor actor, BlockId block) {
        actor.require(Right.READ);
        return tables.holding(block).stream()
                .flatMap(deployment -> deployment.blocks().stream()
                        .filter(used -> used.id().equals(block))
                        .map(used -> new BlockUse(
                                deployment.target(),
                                deployment.projectKey(),
                                deployment.name(),
                                deployment.planId(),
                                deployment.deployedAt(),
                                used)))
                .toList();
    }

    private DriftCheck check(String target, String projectKey) {
        return DriftCheck.look(surroundings, target, projectKey);
    }

    /** An instance of a block in a deployed project. */
    public record BlockUse(
            String target, String projectKey, String name, UUID planId, Instant deployedAt, DeployedBlock block) {}

    /**
     * A deployed project.
     *
     * @param lastLook what was changed outside when somebody last looked since the deployment; null before that
     * @param newer the instances whose block has a newer version by now
     */
    public record Deployment(
            String projectKey,
            String name,
            String target,
            UUID planId,
            String deployedBy,
            Instant deployedAt,
            List<DeployedBlock> blocks,
            @Nullable DriftLook lastLook,
            List<NewerVersion> newer) {

        Deployment with(List<NewerVersion> nowNewer) {
            return new Deployment(projectKey, name, target, planId, deployedBy, deployedAt, blocks, lastLook, nowNewer);
        }
    }

    /** The newest version of the block of an instance, where that is not the one deployed. */
    public record NewerVersion(String instance, String version) {}

    /**
     * What was seen of the target.
     *
     * @param problem why it could not be seen; else empty
     */
    public record DriftLook(Instant at, List<Plan.Drift> drift, String problem) {}

    /**
     * An instance of a block or solution in it.
     *
     * @param zone empty for a solution
     * @param within the instance of the solution that it is a member of; empty for none
     */
    public record DeployedBlock(
            String instance, BlockType type, String reference, String version, String zone, String within) {

        /** What was stored before there were solutions says neither type nor {@code within}. */
        public DeployedBlock {
            type = Objects.requireNonNullElse(type, BlockType.ZONE);
            within = Objects.requireNonNullElse(within, "");
        }

        BlockId id() {
            return BlockReference.parse(reference).id();
        }
    }
}
