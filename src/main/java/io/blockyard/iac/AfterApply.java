package io.blockyard.iac;

import io.blockyard.dataiku.DssClient;
import io.blockyard.iac.FollowUps.Step;
import io.blockyard.iac.apply.OutputSchemas;
import io.blockyard.iac.apply.SecretValues;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What follows the last operation: columns of outputs that the plan left open, a snapshot, and a build when it was asked
 * for. None of it makes an apply fail; what does not work is told with the plan.
 */
final class AfterApply {

    private final UUID id;
    private final Plan plan;
    private final DssClient client;
    private final SecretValues secrets;
    private final FollowUps followUps;

    AfterApply(UUID id, Plan plan, DssClient client, SecretValues secrets, FollowUps followUps) {
        this.id = id;
        this.plan = plan;
        this.client = client;
        this.secrets = secrets;
        this.followUps = followUps;
    }

    /**
     * Before the target is read back: contracts stand, the rest follows from the recipes.
     *
     * @param earlier tells what earlier plans have left to be asked for
     */
    void schemas(Supplier<OutputSchemas.Reasons> earlier, TaskProgress progress) {
        progress.stage("Bringing schemas up to date", 0);
        try {
            var outcome = OutputSchemas.update(project(), plan.changes(), earlier.get());
            var status = outcome.unanswered().isEmpty() ? FollowUps.DONE : FollowUps.FAILED;
            followUps.write(
                    id,
                    Step.SCHEMAS,
                    status,
                    words(outcome),
                    outcome.unanswered().keySet());
        } catch (ProblemException failure) {
            failed(Step.SCHEMAS, failure);
        }
    }

    /** DSS makes a bundle of the project as it is now; a second attempt finds the first one's. */
    void snapshot(TaskProgress progress) {
        progress.stage("Taking a snapshot", 0);
        var bundle = "blockyard-" + id.toString().substring(0, 8);
        try {
            project().bundles().make(bundle, "After plan " + id);
            followUps.write(id, Step.SNAPSHOT, FollowUps.DONE, "Bundle " + bundle + ".");
        } catch (ProblemException failure) {
            failed(Step.SNAPSHOT, failure);
        }
    }

    /**
     * Starts the build of what the project makes and nothing in it reads. After an interruption it is started again only
     * where no job is known: rather twice, of which DSS's second finds little to do, than never.
     */
    void build(TaskProgress progress) {
        boolean startedBefore = followUps.of(id).stream()
                .filter(step -> step.step().equals(Step.BUILD.wire()))
                .anyMatch(step -> !step.status().equals(FollowUps.RUNNING) || step.underWay());
        if (startedBefore) {
            return;
        }
        progress.stage("Starting the build", 0);
        followUps.write(id, Step.BUILD, FollowUps.RUNNING, "");
        var ends = ends();
        if (ends.isEmpty()) {
            followUps.write(id, Step.BUILD, FollowUps.DONE, "There is nothing to build.");
            return;
        }
        try {
            var job = project().startBuild(ends);
            followUps.job(id, job);
            followUps.write(id, Step.BUILD, FollowUps.RUNNING, "Job " + job + " is under way.");
        } catch (ProblemException failure) {
            failed(Step.BUILD, failure);
        }
    }

    private io.blockyard.dataiku.DssProject project() {
        return client.project(plan.target().projectKey());
    }

    private void failed(Step step, ProblemException failure) {
        var problem = secrets.masked(failure).problems().getFirst();
        followUps.write(id, step, FollowUps.FAILED, problem.sentence());
    }

    private String words(OutputSchemas.Outcome outcome) {
        var words = new ArrayList<String>();
        var unanswered = outcome.unanswered();
        if (!unanswered.isEmpty()) {
            var first = secrets.masked(unanswered.firstEntry().getValue())
                    .problems()
                    .getFirst();
            words.add("DSS did not tell which columns these recipes make: " + String.join(", ", unanswered.keySet())
                    + " (" + first.message() + ") The next plan that is applied to the project asks again.");
        }
        if (!outcome.updated().isEmpty()) {
            words.add("Columns follow from the recipes: " + String.join(", ", outcome.updated()) + ".");
        }
        outcome.differing()
                .forEach((dataset, difference) ->
                        words.add("The contract of " + dataset + " stands, although " + difference + "."));
        return words.isEmpty() ? "All columns are as they should be." : String.join(" ", words);
    }

    private List<String> ends() {
        var made = new TreeSet<String>();
        var read = new TreeSet<String>();
        for (var change : plan.changes()) {
            if (change.type().equals("recipe") && change.after() != null) {
                OutputSchemas.datasets(change.after().path("outputs")).forEach(made::add);
                OutputSchemas.datasets(change.after().path("inputs")).forEach(read::add);
            }
        }
        made.removeIf(name -> read.contains(name) && made.size() > 1);
        return List.copyOf(made);
    }
}
