package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Audit;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An apply that stopped half-way is taken back: the target is what it was, whatever happens meanwhile. */
class RollBackTest extends PlansOnSandbox {

    /** Updates, deletes and creates: a library file, zones, datasets and recipes of every kind. */
    private static final String CHANGED = CHAIN.replace("name: Plant K}", "name: Plant K 2}")
                    .replace("path: /k101/raw", "path: /k101/raw2")
                    .replace("instance_name: k101_watch", "instance_name: k101_guard")
                    .replace("zone_name: K101 anomalies", "zone_name: K101 guard")
            + """
              - {name: extra, type: managed, format_type: csv}
            recipes:
              - {name: copy, type: sync, inputs: [anomalies_k101], outputs: [extra]}
            """;

    @Test
    void aProjectThatThePlanCreatedIsDeletedAsAWhole() {
        var planned = stoppedAt(CHAIN, 12);
        assertThat(client().hasProject("PLANT_K")).isTrue();

        assertThatThrownBy(() -> decisions.rollBack(COMPOSER, planned, "PLANT_L"))
                .hasMessageContaining("PLANT_K");
        assertThat(state(planned)).isEqualTo(PlanState.PARTIALLY_APPLIED);
        decisions.rollBack(COMPOSER, planned, "PLANT_K");
        rollBack(planned, moment -> {});

        assertThat(state(planned)).isEqualTo(PlanState.ROLLED_BACK);
        assertThat(client().hasProject("PLANT_K")).isFalse();
        assertThat(deployments.all(VIEWER)).isEmpty();
        assertThat(new Audit(database)
                        .recent(ADMIN, 20).stream()
                                .map(Audit.Entry::action)
                                .filter(action -> action.startsWith("plan."))
                                .toList())
                .startsWith("plan.rolled-back", "plan.roll-back", "plan.apply-stopped", "plan.apply");
        assertThat(plan(CHAIN).state()).isEqualTo(PlanState.AWAITING_APPROVAL);
    }

    /** It was asked for while the other plan was only queued: what that one made is neither deleted nor forgotten. */
    @Test
    void whatWaitedBehindAnotherApplyIsNoLongerTakenBackOrGoneOnWith() {
        for (boolean takingBack : new boolean[] {true, false}) {
            var waiting = stoppedAt("before 12", CHAIN);
            var other = approvedAndQueued(CHANGED).id();
            if (takingBack) {
                decisions.rollBack(COMPOSER, waiting, "PLANT_K");
            } else {
                decisions.resume(COMPOSER, waiting);
            }
            apply(other);
            var made = told();

            assertThatThrownBy(() -> {
                        if (takingBack) {
                            rollBack(waiting, moment -> {});
                        } else {
                            apply(waiting);
                        }
                    })
                    .hasMessageContaining("another plan was applied");
            assertThat(state(waiting)).isEqualTo(PlanState.STALE);
            assertThat(told()).isEqualTo(made);
            assertThat(deployments.all(VIEWER))
                    .singleElement()
                    .satisfies(deployed -> assertThat(deployed.planId()).isEqualTo(other));
            assertThat(plan(CHANGED).state()).isEqualTo(PlanState.NO_CHANGES);
        }
    }

    @Test
    void everythingElseIsPutBackAsItWas() {
        var first = plan(CHAIN);
        approveAndApply(first);
        client().project("PLANT_K").changeMetadata(metadata -> metadata.put("shortDesc", "edited by hand"));
        var before = told();
        var deployed = deployments.all(VIEWER).getFirst().blocks();
        int operations = body(plan(CHANGED)).operations().size();
        var planned = stoppedAt(CHANGED, operations);
        assertThat(told()).isNotEqualTo(before);

        decisions.rollBack(COMPOSER, planned, "PLANT_K");
        rollBack(planned, moment -> {});

        assertThat(told()).isEqualTo(before);
        assertThat(deployments.all(VIEWER).getFirst().blocks()).isEqualTo(deployed);
        assertThat(deployments.all(VIEWER).getFirst().planId()).isEqualTo(first.id());
        assertThat(plan(CHAIN).state()).isEqualTo(PlanState.NO_CHANGES);
    }

    @Test
    void aRollBackThatIsKilledGoesOn() {
        approveAndApply(plan(CHAIN));
        var before = told();
        var planned = stoppedAt(CHANGED, 9);
        decisions.rollBack(COMPOSER, planned, "PLANT_K");
        for (var moment : new String[] {"undone 9", "undoing 6", "undone 3"}) {
            assertThatThrownBy(() -> rollBack(planned, seen -> {
                        if (seen.equals(moment)) {
                            throw new Crash(moment);
                        }
                    }))
                    .isInstanceOf(Crash.class);
        }
        assertThatThrownBy(() -> rollBack(planned, seen -> {
                    throw ProblemException.of(ProblemException.Kind.REMOTE, "dss.away", "DSS does not answer.", "");
                }))
                .hasMessageContaining("does not answer");
        assertThat(state(planned)).isEqualTo(PlanState.ROLLBACK_FAILED);
        decisions.rollBack(COMPOSER, planned, "PLANT_K");
        rollBack(planned, seen -> {});
        assertThat(state(planned)).isEqualTo(PlanState.ROLLED_BACK);
        assertThat(told()).isEqualTo(before);
    }

    /** An older version has kept no record of what was deployed before. */
    @Test
    void aPlanThatAnOlderVersionBeganIsGoneOnWithAndTakenBackAllTheSame() {
        var first = plan(CHAIN);
        approveAndApply(first);
        var deployed = deployments.all(VIEWER).getFirst().blocks();
        var recorded = recorded();
        var planned = stoppedAt(CHANGED, 9);
        JdbcClient.create(database)
                .sql("update iac_plan set deployed_before = null where id = :id")
                .param("id", planned)
                .update();
        decisions.resume(COMPOSER, planned);
        assertThatThrownBy(() -> apply(planned, moment -> {
                    if (moment.equals("before 11")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .hasMessage("before 11");
        var changed = body(plans.get(VIEWER, planned)).operations().stream()
                .map(Plan.ResourceChange::address)
                .toList();
        assertThat(recorded())
                .as("what the plan has not come to is recorded as before")
                .containsAll(recorded.stream()
                        .filter(address -> !changed.contains(address))
                        .toList());

        decisions.rollBack(COMPOSER, planned, "PLANT_K");
        rollBack(planned, moment -> {});
        assertThat(recorded()).isEqualTo(recorded);
        assertThat(deployments.all(VIEWER).getFirst().blocks()).isEqualTo(deployed);
        assertThat(deployments.all(VIEWER).getFirst().planId()).isEqualTo(first.id());
        assertThat(plan(CHAIN).state()).isEqualTo(PlanState.NO_CHANGES);
    }

    private Set<String> recorded() {
        return surroundings()
                .deployments()
                .state("sandbox", "PLANT_K")
                .orElseThrow()
                .resources()
                .keySet();
    }

    @Test
    void whatWasDeployedBeforeKeepsItsDate() {
        var two = """
                version: "1.0"
                project: {key: TWO, name: Two}
                datasets:
                  - {name: first, type: managed, description: one}
                  - {name: second, type: managed, description: one}
                """;
        var changed = two.replace("description: one", "description: two");
        approveAndApply(plan(two));
        var deployed = deployments.all(VIEWER).getFirst().deployedAt();
        var waiting = stoppedAt("started 1", changed);
        clock.advance(Duration.ofMinutes(1));
        var nothing = stoppedAt("started 1", changed);
        decisions.rollBack(COMPOSER, nothing, "TWO");
        rollBack(nothing, moment -> {});
        assertThat(deployments.all(VIEWER).getFirst().deployedAt()).isEqualTo(deployed);

        decisions.resume(COMPOSER, waiting);
        assertThatThrownBy(() -> apply(waiting, moment -> {
                    if (moment.equals("before 2")) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .as("it was not overtaken by a plan that did nothing")
                .hasMessage("before 2");
        assertThat(deployments.all(VIEWER).getFirst().deployedAt()).isAfter(deployed);
        decisions.rollBack(COMPOSER, waiting, "TWO");
        rollBack(waiting, moment -> {});
        assertThat(deployments.all(VIEWER).getFirst().deployedAt()).isEqualTo(deployed);
    }

    @Test
    void whatIsFinishedIsNotRolledBack() {
        var planned = plan(CHAIN);
        approveAndApply(planned);
        assertThatThrownBy(() -> decisions.rollBack(COMPOSER, planned.id(), "PLANT_K"))
                .hasMessageContaining("cannot be rolled back");
        assertThatThrownBy(() -> decisions.cancel(COMPOSER, planned.id())).hasMessageContaining("cannot be cancelled");
    }

    @Test
    void cancellingStopsBetweenTwoOperations() {
        var queued = approvedAndQueued(CHAIN);
        var done = new ArrayList<String>();
        var watched = new Quiet() {
            @Override
            public boolean cancelRequested() {
                return done.size() == 5;
            }

            @Override
            public void advance(String what) {
                done.add(what);
            }
        };
        assertThatThrownBy(() -> new ApplyTask(surroundings(), STEPWISE, moment -> {})
                        .run(task(ApplyTask.KIND, queued.id()), watched))
                .isInstanceOf(io.blockyard.task.TaskProgress.TaskCancelled.class);
        var stopped = plans.get(VIEWER, queued.id());
        assertThat(stopped.state()).isEqualTo(PlanState.PARTIALLY_APPLIED);
        assertThat(stopped.operations().stream().map(Plans.Operation::status).toList())
                .startsWith("done", "done", "done", "done", "done", "pending")
                .doesNotContain("running", "failed");
        decisions.resume(COMPOSER, queued.id());
        apply(queued.id());
        assertThat(state(queued.id())).isEqualTo(PlanState.APPLIED);
    }

    /** Applies until this operation is carried out, but not yet known to be. */
    private UUID stoppedAt(String yaml, int operation) {
        return stoppedAt("carried out " + operation, yaml);
    }

    private UUID stoppedAt(String when, String yaml) {
        var queued = approvedAndQueued(yaml);
        assertThatThrownBy(() -> apply(queued.id(), moment -> {
                    if (moment.equals(when)) {
                        throw new IllegalStateException(moment);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        return queued.id();
    }

    /** Everything of the project that a person could see, without what DSS counts and mints. */
    private String told() {
        var project = client().read("PLANT_K");
        var zones = new TreeMap<String, Object>();
        project.zones()
                .forEach(zone -> zones.put(
                        zone.name(),
                        zone.items().stream()
                                .map(ProjectSnapshot.ZoneItem::objectId)
                                .sorted()
                                .toList()));
        var all = new ArrayList<Object>();
        all.add(zones);
        all.add(project.library());
        project.wiki().forEach(article -> all.add(article.name() + article.markdown()));
        project.datasets()
                .forEach(dataset -> all.add(dataset.name()
                        + dataset.columns()
                        + dataset.document().path("params")
                        + dataset.document().path("type")));
        project.recipes()
                .forEach(recipe -> all.add(recipe.name() + recipe.payload() + recipe.inputs() + recipe.outputs()));
        all.add(project.name());
        all.add(Objects.requireNonNull(client().project("PLANT_K").metadata().path("shortDesc"))
                .asString(""));
        all.add(project.variables());
        return all.toString();
    }
}
