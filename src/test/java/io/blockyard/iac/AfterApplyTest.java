package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Audit;
import io.blockyard.dataiku.DssClient;
import io.blockyard.iac.FaultyDss.Fate;
import io.blockyard.iac.Plans.FollowUp;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What follows the last operation of an apply, and the looks at a target that nobody has to ask for. */
class AfterApplyTest extends PlansOnSandbox {

    private static final String CHAINED = """
            version: "1.0"
            project: {key: AFTER, name: After}
            datasets:
              - {name: raw, type: filesystem, connection: filesystem_managed, path: /raw, format_type: csv,
                 schema: [{name: id, type: bigint}, {name: text, type: string}]}
              - {name: contract, type: managed, schema: [{name: id, type: bigint}]}
            recipes:
              - {name: one, type: sync, inputs: [raw], outputs: [between]}
              - {name: two, type: sort, inputs: [between], outputs: [sorted], params: {orders: [{column: id}], rank: true}}
              - {name: three, type: sync, inputs: [between], outputs: [contract]}
            """;

    private DeploymentRules deploymentRules;

    /** Stands before the sandbox where a test wants it so. */
    private @Nullable DssClient between;

    @BeforeEach
    void rules() {
        deploymentRules = new DeploymentRules(keeping);
    }

    @Test
    void columnsFollowFromRecipesAndContractsStand() {
        var id = applied(false);
        assertThat(columns("between")).isEqualTo("[id, text]");
        assertThat(columns("sorted")).isEqualTo("[id, text, _rank]");
        assertThat(columns("contract")).isEqualTo("[id]");
        assertThat(step(id, "schemas").message())
                .contains("between, sorted")
                .contains("The contract of contract stands")
                .contains("also text string");
        assertThat(plan(CHAINED).state()).isEqualTo(PlanState.NO_CHANGES);
    }

    /** A recipe that DSS fails at keeps no other one from its columns, and is not passed over in silence. */
    @Test
    void columnsThatTheTargetFailedToTellAreTold() throws IOException {
        try (var faulty = new FaultyDss(sandbox.address())) {
            between = new DssClient(faulty.address(), "key");
            faulty.deal(call -> call.path().endsWith("/recipes/two/schema-update") ? Fate.ERROR_BEFORE : Fate.PASS);
            var id = applied(false);
            assertThat(state(id)).isEqualTo(PlanState.APPLIED);
            assertThat(columns("between")).isEqualTo("[id, text]");
            assertThat(columns("sorted")).isEqualTo("[]");
            assertThat(step(id, "schemas")).satisfies(step -> {
                assertThat(step.status()).isEqualTo("failed");
                assertThat(step.message())
                        .contains("did not tell which columns these recipes make: two", "answered 500");
                assertThat(step.message()).contains("Columns follow from the recipes: between.");
            });
            addColumn("between", "theirs");
            faulty.heal();
            approveAndApply(plan(CHAINED.replace("key: AFTER", "key: AFTER, description: told later")));
            assertThat(columns("sorted")).as("asked again").isEqualTo("[id, text, theirs, _rank]");
            assertThat(columns("between")).as("not asked again").isEqualTo("[id, text, theirs]");
        }
    }

    /** What the plan made that stopped, the next one finds made; what follows from it is still to be asked for. */
    @Test
    void columnsThatAPlanLeftHalfWayBroughtComeThroughWithTheNextOne() {
        var first = applied(false);
        var more = CHAINED.replace("{name: text, type: string}", "{name: text, type: string}, {name: seen, type: date}")
                .replace("key: AFTER", "key: AFTER, description: seen too");
        var stopped = approvedAndQueued(more);
        assertThatThrownBy(() -> apply(stopped.id(), moment -> {
                    if (moment.equals("read back next") || columns("raw").contains("seen")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(state(stopped.id())).isIn(PlanState.PARTIALLY_APPLIED, PlanState.APPLY_FAILED);
        assertThat(columns("raw")).contains("seen");
        assertThat(columns("between")).doesNotContain("seen");
        approveAndApply(plan(more.replace("seen too", "seen at last")));
        assertThat(columns("sorted")).isEqualTo("[id, text, seen, _rank]");

        var jdbc = JdbcClient.create(database);
        jdbc.sql("update iac_follow_up set status = 'failed' where step = 'schemas'")
                .update();
        jdbc.sql("update iac_plan set plan = '{' where id = :id")
                .param("id", first)
                .update();
        var last = plan(more.replace("seen too", "the first plan cannot be read"));
        approveAndApply(last);
        assertThat(step(last.id(), "schemas").status()).isEqualTo("done");
    }

    @Override
    DssClient target() {
        return between == null ? super.target() : between;
    }

    /** The recipes between stay as they are. */
    @Test
    void columnsThatAreNewAtTheBeginningComeThroughToTheEnd() {
        applied(false);
        var planned = plan(
                CHAINED.replace("{name: text, type: string}", "{name: text, type: string}, {name: seen, type: date}"));
        assertThat(body(planned).changes())
                .filteredOn(change -> change.type().equals("recipe"))
                .allSatisfy(change -> assertThat(change.action()).isEqualTo(Plan.Action.NO_OP));
        approveAndApply(planned);
        assertThat(columns("between")).isEqualTo("[id, text, seen]");
        assertThat(columns("sorted")).isEqualTo("[id, text, seen, _rank]");
        assertThat(columns("contract")).isEqualTo("[id]");
    }

    /** What the reviewed plan leaves alone has the columns that somebody gave it. */
    @Test
    void anotherDescriptionAtTheBeginningIsNoReasonForOtherColumns() {
        applied(false);
        addColumn("between", "theirs");
        approveAndApply(plan(CHAINED.replace("name: raw,", "name: raw, description: Raw,")));
        assertThat(columns("between")).isEqualTo("[id, text, theirs]");

        approveAndApply(plan(CHAINED.replace(", schema: [{name: id, type: bigint}]}", "}")));
        assertThat(columns("contract"))
                .as("without a contract they follow from the recipe")
                .isEqualTo("[id, text, theirs]");
        assertThat(columns("between")).isEqualTo("[id, text, theirs]");
    }

    @Test
    void whatAReviewerMightNotExpectIsSaidBefore() {
        applied(false);
        var planned = plan(CHAINED.replace("name: text, type: string", "name: words, type: string")
                .replace("path: /raw", "path: /elsewhere")
                .replace("  - {name: contract, type: managed, schema: [{name: id, type: bigint}]}\n", "")
                .replace("outputs: [contract]", "outputs: [other]"));
        assertThat(body(planned).problems())
                .filteredOn(problem -> !problem.path().isEmpty())
                .extracting(problem -> problem.code() + " " + problem.path())
                .contains(
                        "plan.data-left dataset.AFTER.raw",
                        "plan.columns-dropped dataset.AFTER.raw",
                        "plan.data-left dataset.AFTER.contract");
    }

    @Test
    void aSnapshotIsTakenUnlessTheTargetIsToHaveNone() {
        var id = applied(false);
        assertThat(step(id, "snapshot"))
                .isEqualTo(new FollowUp(
                        "snapshot", "done", "Bundle blockyard-" + id.toString().substring(0, 8) + ".", ""));
        assertThat(client().project("AFTER").bundles().all())
                .extracting(bundle -> bundle.id())
                .containsExactly("blockyard-" + id.toString().substring(0, 8));

        deploymentRules.set(ADMIN, new DeploymentRule("sandbox", false, ""));
        var second = plan(CHAINED.replace("name: After", "name: Afterwards"));
        approveAndApply(second);
        assertThat(plans.get(VIEWER, second.id()).followUps())
                .extracting(FollowUp::step)
                .containsExactly("schemas");
        assertThat(client().project("AFTER").bundles().all()).hasSize(1);
    }

    @Test
    void aBuildIsStartedOnceWhenItIsAskedFor() {
        var planned = plan(CHAINED);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        decisions.apply(COMPOSER, planned.id(), digest, true);
        assertThatThrownBy(() -> apply(planned.id(), moment -> {
                    if (moment.equals("followed up")) {
                        throw new Crash(moment);
                    }
                }))
                .isInstanceOf(Crash.class);
        apply(planned.id());
        assertThat(state(planned.id())).isEqualTo(PlanState.APPLIED);
        assertThat(step(planned.id(), "build").message()).startsWith("Job ").endsWith(" is under way.");
        assertThat(client().project("AFTER").bundles().all()).hasSize(1);

        var builds = builds(surroundings(), Runnable::run);
        builds.lookAtAll();
        assertThat(step(planned.id(), "build")).satisfies(failed -> {
            assertThat(failed.status()).isEqualTo("failed");
            assertThat(failed.message()).contains("failed. Its log ends with: “The sandbox runs no recipes");
            assertThat(failed.underWay()).isFalse();
        });
    }

    /** Killed after it was written down that a build starts, and before DSS was asked for it. */
    @Test
    void aBuildThatWasNotStartedYetIsStartedByTheNextRun() {
        var planned = plan(CHAINED);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        decisions.apply(COMPOSER, planned.id(), digest, true);
        assertThatThrownBy(() -> apply(planned.id(), moment -> {
                    if (moment.equals("read back")) {
                        throw new Crash(moment);
                    }
                }))
                .isInstanceOf(Crash.class);
        surroundings().followUps().write(planned.id(), FollowUps.Step.BUILD, FollowUps.RUNNING, "");
        apply(planned.id());
        assertThat(step(planned.id(), "build").underWay()).isTrue();
    }

    @Test
    void whatBecameOfABuildIsToldAsDssTellsIt() {
        var id = applied(true);
        var builds = builds(surroundings(), Runnable::run);
        var ofNothing = client().project("AFTER").startBuild(List.of("raw"));
        building(id, ofNothing);
        assertThat(builds.look(VIEWER, id))
                .isEqualTo(new FollowUp("build", "done", "Job " + ofNothing + " is done.", ofNothing));
        clock.advance(Duration.ofHours(1));
        building(id, "Build_that_nobody_knows");
        assertThat(builds.look(VIEWER, id).underWay()).as("not listed yet").isTrue();
        clock.advance(Duration.ofMinutes(11));
        assertThat(builds.look(VIEWER, id).message()).isEqualTo("Job Build_that_nobody_knows is gone from DSS.");
        building(id, ofNothing);
        sandbox.close();
        assertThatThrownBy(() -> builds.look(VIEWER, id)).hasMessageContaining("cannot be reached");
        builds.lookAtAll();
        assertThat(step(id, "build").underWay()).as("asked again later").isTrue();
    }

    /** One that hangs holds up nobody, and one that nobody can tell of is not asked for for ever. */
    @Test
    void aBuildThatNobodyCanTellOfIsGivenUp() {
        var first = applied(true);
        var second = plan(CHAINED.replace("AFTER", "SECOND"));
        decisions.approve(APPROVER, second.id(), body(second).digest(), "");
        decisions.apply(COMPOSER, second.id(), body(second).digest(), true);
        apply(second.id());
        var waiting = new ArrayList<Runnable>();
        var hanging = builds(surroundings(), waiting::add);
        hanging.lookAtAll();
        hanging.lookAtAll();
        assertThat(waiting)
                .as("each asked for once, and not by the one that has it asked")
                .hasSize(2);

        var failures = new ArrayDeque<RuntimeException>(List.of(
                new IllegalStateException("unexpected"),
                ProblemException.of(ProblemException.Kind.REMOTE, "dss.away", "DSS does not answer.", "")));
        var failing = targets(name -> {
            throw failures.remove();
        });
        builds(failing, Runnable::run).lookAtAll();
        assertThat(failures)
                .as("what is unexpected with one is no reason not to ask for the other")
                .isEmpty();
        assertThat(step(first, "build").underWay()).isTrue();
        assertThat(step(second.id(), "build").underWay()).isTrue();

        var away = targets(name -> {
            throw ProblemException.of(ProblemException.Kind.REMOTE, "dss.away", "DSS does not answer.", "");
        });
        var silent = builds(away, Runnable::run);
        for (int days = 0; days < 2; days++) {
            assertThat(step(first, "build").underWay())
                    .as("silent for a moment")
                    .isTrue();
            clock.advance(Duration.ofHours(25));
            silent.lookAtAll();
        }
        assertThat(step(first, "build").message()).endsWith("DSS has not told for a day.");
        building(first, "a_job");
        var gone = targets(name -> {
            throw ProblemException.of(ProblemException.Kind.NOT_FOUND, "source.not-found", "No " + name + ".", "");
        });
        var nowhere = builds(gone, Runnable::run);
        nowhere.lookAtAll();
        assertThat(step(first, "build").underWay())
                .as("a name may lead somewhere again")
                .isTrue();
        clock.advance(Duration.ofMinutes(11));
        nowhere.lookAtAll();
        assertThat(step(first, "build"))
                .isEqualTo(new FollowUp(
                        "build",
                        "failed",
                        "How job a_job ended is not known: the name of the target leads nowhere, or to another instance.",
                        "a_job"));

        building(first, "a_job");
        var toldMeanwhile = targets(name -> {
            surroundings().followUps().write(first, FollowUps.Step.BUILD, FollowUps.DONE, "Job a_job is done.");
            throw ProblemException.of(ProblemException.Kind.CONFLICT, "target.other", "Another instance.", "");
        });
        builds(toldMeanwhile, Runnable::run).lookAtAll();
        assertThat(step(first, "build").message()).isEqualTo("Job a_job is done.");
    }

    private Surroundings targets(Function<String, DssClient> targets) {
        return new Surroundings(database, transaction, registry(), targets, environments, policies, secrets(), clock);
    }

    private Builds builds(Surroundings surroundings, Executor looks) {
        return new Builds(surroundings, new StoredPlans(surroundings(), review()), looks);
    }

    private void building(UUID id, String job) {
        var followUps = surroundings().followUps();
        followUps.job(id, job);
        followUps.write(id, FollowUps.Step.BUILD, FollowUps.RUNNING, "Job " + job + " is under way.");
    }

    private Review review() {
        return new Review(surroundings().plans(), rules, new Audit(database), clock);
    }

    @Test
    void projectsAreLookedAtWhenTheirTimeHasCome() {
        applied(false);
        assertThatThrownBy(() -> deploymentRules.set(ADMIN, new DeploymentRule("sandbox", true, "every morning")))
                .hasMessageContaining("every morning");
        deploymentRules.set(ADMIN, new DeploymentRule("sandbox", true, "0 6 * * *"));
        assertThat(deploymentRules.takeDue()).isEmpty();
        client().project("AFTER").deleteRecipe("three");
        clock.advance(Duration.ofDays(1));
        assertThat(deploymentRules.takeDue()).containsExactly("sandbox");
        assertThat(deploymentRules.takeDue()).as("somebody else has taken it").isEmpty();

        new DriftTask(surroundings()).run(driftTask(), new Quiet());

        assertThat(deployments.all(VIEWER))
                .singleElement()
                .satisfies(deployment -> assertThat(deployment.lastLook())
                        .isNotNull()
                        .satisfies(look -> assertThat(look.drift())
                                .extracting(Plan.Drift::address)
                                .containsExactly("recipe.AFTER.three")));
        adopt("AFTER");
        assertThat(deployments.all(VIEWER).getFirst().lastLook())
                .isNotNull()
                .satisfies(look -> assertThat(look.drift()).isEmpty());
        sandbox.close();
        new DriftTask(surroundings()).run(driftTask(), new Quiet());
        assertThat(deployments.all(VIEWER).getFirst().lastLook())
                .isNotNull()
                .satisfies(look -> assertThat(look.problem()).contains("cannot be reached"));
    }

    private UUID applied(boolean build) {
        var planned = plan(CHAINED);
        var digest = body(planned).digest();
        decisions.approve(APPROVER, planned.id(), digest, "");
        decisions.apply(COMPOSER, planned.id(), digest, build);
        apply(planned.id());
        assertThat(state(planned.id())).isEqualTo(PlanState.APPLIED);
        return planned.id();
    }

    private FollowUp step(UUID id, String step) {
        return plans.get(VIEWER, id).followUps().stream()
                .filter(one -> one.step().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private void addColumn(String dataset, String name) {
        var project = client().project("AFTER");
        var changed = project.dataset(dataset).orElseThrow();
        changed.withArray("/schema/columns").addObject().put("name", name).put("type", "string");
        project.putDataset(dataset, changed);
    }

    private String columns(String dataset) {
        return client().project("AFTER")
                .dataset(dataset)
                .orElseThrow()
                .path("schema")
                .path("columns")
                .valueStream()
                .map(column -> column.path("name"))
                .map(JsonNode::asString)
                .toList()
                .toString();
    }
}
