package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Audit;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.ProjectReaders;
import io.blockyard.dataiku.Sources;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What others made is taken over by name only; and what another version of a block means is said. */
class AdoptionTest extends PlansOnSandbox {

    @TempDir
    Path blocks;

    private BlockRegistry registry = BLOCKS;

    @Override
    BlockRegistry registry() {
        return reference -> registry.resolve(reference);
    }

    @Test
    void whatIsNamedIsTakenOverAndNothingElse() {
        var theirs = client().createProject("MINI_K", "Theirs", "by hand");
        theirs.library().put("python/theirs.py", "pass\n");
        var raw = JsonMapper.shared().createObjectNode().put("type", "Filesystem");
        raw.putObject("params").put("connection", "filesystem_managed").put("path", "/theirs");
        theirs.createDataset("raw", raw);

        var refused = plan(MiniBlock.LAST);
        assertThat(refused.state()).isEqualTo(PlanState.PLAN_FAILED);
        assertThat(plans.adoptable(VIEWER, refused.id())).containsExactly("project.MINI_K");
        var second = planned(
                plans.resubmit(COMPOSER, refused.id(), Set.of("project.MINI_K")).plan());
        assertThat(plans.adoptable(VIEWER, second.id())).containsExactly("dataset.MINI_K.raw");
        var unknown = planned(plans.resubmit(COMPOSER, refused.id(), Set.of("project.MINI_K", "dataset.MINI_K.rw"))
                .plan());
        assertThat(unknown.problems()).extracting(Problem::code).contains("plan.adopt-unknown");

        var adopting = planned(plans.resubmit(COMPOSER, second.id(), Set.of("dataset.MINI_K.raw"))
                .plan());
        assertThat(body(adopting).changes())
                .extracting(Plan.ResourceChange::action)
                .containsOnly(Action.UPDATE);
        assertThat(body(adopting).problems())
                .filteredOn(problem -> problem.code().equals("plan.adopted"))
                .extracting(Problem::path)
                .containsExactly("dataset.MINI_K.raw", "project.MINI_K");
        approveAndApply(adopting);
        assertThat(client().read("MINI_K").name()).isEqualTo("Mini");
        assertThat(client().read("MINI_K").library()).containsKey("python/theirs.py");
        assertThat(plan(MiniBlock.LAST).state()).isEqualTo(PlanState.NO_CHANGES);
    }

    private static final String SMALL = """
            version: "1.0"
            project: {key: SMALL, name: Small}
            datasets:
              - {name: out, type: managed}
              - {name: more, type: managed}
            """;

    /** What is recorded of a project says nothing of one with the same key that others made elsewhere. */
    @Test
    void onAnotherInstanceNothingIsTakenForWhatWasDeployed(@TempDir Path elsewhere) {
        var first = plan(SMALL + "  - {name: theirs, type: managed}\n");
        approveAndApply(first);
        var before = deployments.all(VIEWER).getFirst();
        sandbox.close();
        sandbox = Sandbox.start(SandboxOptions.local(elsewhere, "key"));
        var refused = plan(SMALL);
        assertThat(refused.problems())
                .as("no project there either")
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("led to another instance"));
        assertThat(plans.adoptable(VIEWER, refused.id())).containsExactly("project.SMALL");
        var other = client().createProject("SMALL", "Of others", "");
        for (var name : List.of("out", "theirs")) {
            other.createManagedDataset(name, "filesystem_managed", "");
        }

        var second = planned(
                plans.resubmit(COMPOSER, refused.id(), Set.of("project.SMALL")).plan());
        assertThat(plans.adoptable(VIEWER, second.id())).containsExactly("dataset.SMALL.out");
        var third = planned(plans.resubmit(COMPOSER, second.id(), Set.of("dataset.SMALL.out"))
                .plan());
        assertThat(body(third).problems()).extracting(Problem::code).contains("plan.other-instance");
        assertThat(body(third).changes())
                .extracting(Plan.ResourceChange::action)
                .as("nothing is deleted for being known from elsewhere")
                .doesNotContain(Action.DELETE);
        decisions.approve(APPROVER, third.id(), body(third).digest(), "");
        decisions.apply(COMPOSER, third.id(), body(third).digest());
        var last = body(third).operations().size();
        assertThatThrownBy(() -> apply(third.id(), moment -> {
                    if (moment.equals("before " + last)) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .hasMessage("before " + last);
        assertThat(recorded().resources())
                .containsKey("project.SMALL")
                .doesNotContainKeys("dataset.SMALL.theirs", "dataset.SMALL.more");
        decisions.rollBack(COMPOSER, third.id(), "SMALL");
        rollBack(third.id(), moment -> {});
        assertThat(deployments.all(VIEWER).getFirst())
                .satisfies(now -> assertThat(now.planId()).isEqualTo(first.id()))
                .satisfies(now -> assertThat(now.deployedAt()).isEqualTo(before.deployedAt()));

        var lineage = recorded().lineage();
        approveAndApply(planned(plans.resubmit(COMPOSER, third.id(), Set.of()).plan()));
        assertThat(recorded().lineage()).isNotEqualTo(lineage);
        assertThat(client().project("SMALL").dataset("theirs")).isPresent();
        assertThat(plan(SMALL).state()).isEqualTo(PlanState.NO_CHANGES);
    }

    private RecordedState recorded() {
        return surroundings().deployments().standing("sandbox", "SMALL");
    }

    /** Records of older versions name the port that the sandbox had that day. */
    @Test
    void theSandboxIsTheSameAfterAnUpgradeThatGaveItAName(@TempDir Path data) {
        approveAndApply(plan(SMALL));
        var stopped = approvedAndQueued(SMALL.replace("name: Small", "name: Smaller"));
        assertThatThrownBy(() -> apply(stopped.id(), moment -> {
                    if (moment.equals("carried out 1")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .hasMessage("carried out 1");
        sandbox.close();
        sandbox = Sandbox.start(SandboxOptions.local(projects, "key"));
        upgraded = new Sources(
                        database,
                        secrets(),
                        new Audit(database),
                        new ProjectReaders(data),
                        Optional.of(new Sources.BuiltIn(sandbox.address(), "key", "sandbox-of-this-folder")))
                .instance("sandbox");
        assertThat(deployments.drift(VIEWER, "sandbox", "SMALL"))
                .extracting(Plan.Drift::address)
                .containsExactly("project.SMALL");
        decisions.resume(COMPOSER, stopped.id());
        apply(stopped.id());
        assertThat(state(stopped.id())).isEqualTo(PlanState.APPLIED);
        assertThat(plan(SMALL).state()).isEqualTo(PlanState.AWAITING_APPROVAL);
    }

    private @Nullable DssClient upgraded;

    @Override
    DssClient target() {
        return upgraded == null ? super.target() : upgraded;
    }

    @Test
    void anotherVersionOfABlockIsToldWithWhatDiffersInItsContract() {
        registry = new MiniBlock(blocks);
        approveAndApply(plan(MiniBlock.FIRST));
        var first = registry.resolve(BlockReference.parse("BLOCKS_REGISTRY/MINI@1.0.0"));
        var newer = new io.blockyard.catalog.ResolvedBlock(
                withoutOutputs(first.manifest()), "b".repeat(64), first.definition());
        var versions = Map.of("1.0.0", first, "2.0.0", newer, "latest", newer);
        registry = reference -> java.util.Objects.requireNonNull(versions.get(reference.version()));
        assertThat(deployments.all(VIEWER).getFirst().newer())
                .extracting(Deployments.NewerVersion::instance, Deployments.NewerVersion::version)
                .contains(org.assertj.core.groups.Tuple.tuple("one", "2.0.0"));
        var upgrade = plan(MiniBlock.FIRST.replace("MINI@1.0.0", "MINI@2.0.0"));
        assertThat(body(upgrade).problems())
                .filteredOn(problem -> problem.code().equals("plan.upgrade"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("block.MINI_K.one");
                    assertThat(problem.message())
                            .contains("from MINI 1.0.0 to 2.0.0")
                            .contains("reports");
                });

        var next = MiniBlock.FIRST.replace("MINI@1.0.0", "MINI@2.0.0").replace("name: Mini,", "name: Mini 2,");
        var stopped = approvedAndQueued(next);
        assertThat(body(stopped).operations().getFirst().address()).isEqualTo("project.MINI_K");
        assertThatThrownBy(() -> apply(stopped.id(), moment -> {
                    if (moment.equals("before 2")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .hasMessage("before 2");
        assertThat(deployments.all(VIEWER).getFirst().blocks())
                .as("the apply did not come as far as the block")
                .extracting(Deployments.DeployedBlock::version)
                .containsExactly("1.0.0");
        assertThat(body(plan(next)).problems()).extracting(Problem::code).contains("plan.upgrade");
        decisions.resume(COMPOSER, stopped.id());
        apply(stopped.id());
        assertThat(deployments.all(VIEWER).getFirst().blocks())
                .extracting(Deployments.DeployedBlock::version)
                .containsExactly("2.0.0");
    }

    private static BlockManifest withoutOutputs(BlockManifest first) {
        return new BlockManifest(
                first.id(),
                BlockVersion.parse("2.0.0"),
                first.type(),
                first.name(),
                false,
                "",
                "",
                first.sourceProject(),
                first.sourceZone(),
                first.level(),
                first.domain(),
                List.of(),
                first.inputs(),
                List.of(),
                first.contains(),
                first.dependencies(),
                List.of(),
                "",
                null);
    }
}
