package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Audit;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.iac.Plan.Action;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an approval is worth once anything has moved that the plan was made from, and how a new plan comes of it. */
class StalenessTest extends PlansOnSandbox {

    private static final String SMALL = """
            version: "1.0"
            project: {key: SMALL, name: Small}
            datasets:
              - {name: out, type: managed}
            """;

    private final AtomicBoolean withdrawn = new AtomicBoolean();

    @Override
    BlockRegistry registry() {
        return reference -> {
            var block = BLOCKS.resolve(reference);
            return withdrawn.get() ? new ResolvedBlock(block.manifest(), "0".repeat(64), block.definition()) : block;
        };
    }

    @Test
    void aBundleThatIsNoLongerTheSameMakesThePlanStale() {
        var planned = plan(CHAIN);
        assertThat(plans.check(VIEWER, planned.id())).isEmpty();
        withdrawn.set(true);
        assertThat(plans.check(VIEWER, planned.id()))
                .hasSize(2)
                .allSatisfy(moved -> assertThat(moved.message()).contains("bundle"));
        assertThat(state(planned.id())).isEqualTo(PlanState.STALE);
    }

    /** The project of the same key there is somebody else's: no plan changes it, nothing of it is told as drift. */
    @Test
    void aProjectOnAnotherInstanceIsNotTakenForTheOneThatWasDeployed(@TempDir Path elsewhere) {
        apply(approvedAndQueued(SMALL).id());
        assertThat(deployments.drift(VIEWER, "sandbox", "SMALL")).isEmpty();
        sandbox.close();
        sandbox = Sandbox.start(SandboxOptions.local(elsewhere, "key"));
        client().createProject("SMALL", "Of others", "");

        assertThat(plan(SMALL).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("led to another instance"));
        assertThatThrownBy(() -> adopt("SMALL")).hasMessageContaining("led to another instance");
    }

    @Test
    void settingsThatWereChangedMeanwhileMakeAPlanStale() {
        apply(approvedAndQueued(SMALL).id());
        var planned = plan(SMALL.replace("name: Small", "name: Smaller"));
        client().project("SMALL").changeSettings(settings -> settings.put("theirs", "c"));
        assertThat(plans.check(VIEWER, planned.id()))
                .singleElement()
                .satisfies(moved -> assertThat(moved.message()).contains("The target has moved"));
    }

    @Test
    void whatWasDeletedAndMadeAnewIsAnotherThing() {
        apply(approvedAndQueued(SMALL).id());
        var project = client().project("SMALL");
        var first = project.dataset("out").orElseThrow();
        var planned = plan(SMALL.replace("name: Small", "name: Smaller"));
        project.deleteDataset("out", false);
        project.createDataset("out", first);
        for (int version = project.dataset("out")
                        .orElseThrow()
                        .at("/versionTag/versionNumber")
                        .asInt();
                version < first.at("/versionTag/versionNumber").asInt();
                version++) {
            project.putDataset("out", project.dataset("out").orElseThrow().put("shortDesc", "edit " + version));
        }
        assertThat(project.dataset("out").orElseThrow().at("/versionTag/versionNumber"))
                .isEqualTo(first.at("/versionTag/versionNumber"));
        assertThat(plans.check(VIEWER, planned.id()))
                .singleElement()
                .satisfies(moved -> assertThat(moved.message()).contains("The target has moved"));
    }

    @Test
    void aNameThatLeadsToAnotherInstanceByNowIsNotAppliedTo() {
        var planned = plan(SMALL);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        var queued = approvedAndQueued(SMALL.replace("SMALL", "QUEUED"));
        var stopped = approvedAndQueued(SMALL.replace("SMALL", "STOPPED"));
        assertThatThrownBy(() -> apply(stopped.id(), moment -> {
                    if (moment.equals("carried out 1")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        sandbox.close();
        sandbox = Sandbox.start(SandboxOptions.local(projects, "key"));
        assertThatThrownBy(() -> decisions.apply(COMPOSER, planned.id(), digest))
                .hasMessageContaining("another instance");
        assertThat(plans.check(VIEWER, planned.id()))
                .singleElement()
                .satisfies(moved -> assertThat(moved.message()).contains("another instance"));
        assertThat(state(planned.id())).isEqualTo(PlanState.STALE);

        assertThatThrownBy(() -> apply(queued.id())).hasMessageContaining("another instance");
        assertThat(state(queued.id())).isEqualTo(PlanState.STALE);
        assertThat(client().hasProject("QUEUED")).isFalse();
        assertThat(new Audit(database).recent(ADMIN, 1)).singleElement().satisfies(told -> {
            assertThat(told.action() + " by " + told.person()).isEqualTo("plan.stale by clara");
            assertThat(told.detail()).contains("another instance");
        });

        assertThatThrownBy(() -> decisions.resume(COMPOSER, stopped.id())).hasMessageContaining("another instance");
        assertThatThrownBy(() -> decisions.rollBack(COMPOSER, stopped.id(), "STOPPED"))
                .hasMessageContaining("another instance");
        assertThat(state(stopped.id())).isEqualTo(PlanState.APPLY_FAILED);
    }

    @Test
    void aStalePlanIsMadeAnewAndShowsWhatMoved() {
        approveAndApply(plan(SMALL));
        var changed = SMALL.replace("name: Small", "name: Smaller") + "  - {name: more, type: managed}\n";
        var stale = plan(changed);
        client().project("SMALL").deleteDataset("out", true);
        assertThat(plans.check(VIEWER, stale.id()))
                .singleElement()
                .satisfies(moved -> assertThat(moved.message()).contains("target has moved"));

        var again = planned(plans.resubmit(COMPOSER, stale.id(), Set.of()).plan());
        assertThat(again.replaces()).isEqualTo(stale.id());
        assertThat(plans.moved(VIEWER, again.id()))
                .containsExactly(new Plan.Moved("dataset.SMALL.out", Action.NO_OP, Action.CREATE, List.of()));
        assertThat(plans.moved(VIEWER, stale.id())).isEmpty();
        approveAndApply(again);
        assertThat(client().read("SMALL").dataset("out")).isPresent();
    }

    @Test
    void aPlanThatIsMadeAnewWhileOpenIsDiscarded() {
        var open = plan(SMALL);
        planned(plans.resubmit(COMPOSER, open.id(), Set.of()).plan());
        assertThat(state(open.id())).isEqualTo(PlanState.DISCARDED);
    }
}
