package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.blockyard.TestDatabase;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskWorker;
import io.blockyard.task.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Somebody else works on the target, or applies to it, at the very same time. */
class OthersAtWorkTest extends PlansOnSandbox {

    @TempDir
    Path blocks;

    private BlockRegistry registry = BLOCKS;

    @Override
    BlockRegistry registry() {
        return reference -> registry.resolve(reference);
    }

    /** Between our look and our creation: the window in which only DSS, or a mark, can tell the two apart. */
    @Test
    void whatOthersMakeInTheLastMomentIsNeitherAdoptedNorTakenBack() {
        registry = new MiniBlock(blocks);
        approveAndApply(plan(MiniBlock.LAST));
        var theirs = new LinkedHashMap<String, Consumer<DssProject>>();
        theirs.put("zone.MINI_K.One", project -> project.createZone("One", "#123456"));
        theirs.put("article.MINI_K.Deployed blocks", project -> project.wiki().create("Deployed blocks", "", "mine"));
        theirs.put(
                "folder.MINI_K.one_reports",
                project -> project.createManagedFolder(
                        "one_reports",
                        "Filesystem",
                        JsonMapper.shared().createObjectNode().put("connection", "mine")));
        theirs.put(
                "dataset.MINI_K.one_MID",
                project -> project.createDataset(
                        "one_MID", JsonMapper.shared().createObjectNode().put("type", "UploadedFiles")));
        theirs.forEach((address, make) -> {
            var queued = approvedAndQueued(MiniBlock.FIRST);
            var number = numberOf(queued, address);
            assertThatThrownBy(() -> apply(queued.id(), moment -> {
                        if (moment.equals("started " + number)) {
                            make.accept(client().project("MINI_K"));
                        }
                    }))
                    .as(address)
                    .isInstanceOf(RuntimeException.class);
            var before = seen(address);
            decisions.resume(COMPOSER, queued.id());
            assertThatThrownBy(() -> apply(queued.id())).hasMessageContaining("not by this plan");
            assertThat(seen(address)).as(address).isEqualTo(before);

            decisions.rollBack(COMPOSER, queued.id(), "MINI_K");
            rollBack(queued.id(), moment -> {});
            assertThat(state(queued.id())).isEqualTo(PlanState.ROLLED_BACK);
            assertThat(seen(address)).as(address).isEqualTo(before).hasSize(1);
            assertThat(client().read("MINI_K").toString()).doesNotContain("[plan ");
            takeAway(address);
        });
    }

    private static int numberOf(StoredPlan queued, String address) {
        return 1
                + body(queued).operations().stream()
                        .map(Plan.ResourceChange::address)
                        .toList()
                        .indexOf(address);
    }

    /** What stands under the name, whole. */
    private List<String> seen(String address) {
        var project = client().read("MINI_K");
        var name = address.split("\\.", 3)[2];
        return switch (address.substring(0, address.indexOf('.'))) {
            case "zone" ->
                project.zones().stream()
                        .filter(zone -> zone.name().equals(name))
                        .map(ProjectSnapshot.Zone::toString)
                        .toList();
            case "article" ->
                project.wiki().stream()
                        .filter(article -> article.name().equals(name))
                        .map(Object::toString)
                        .toList();
            case "folder" ->
                project.objects().stream()
                        .filter(folder -> folder.name().equals(name))
                        .map(Object::toString)
                        .toList();
            default -> project.dataset(name).stream().map(Object::toString).toList();
        };
    }

    private void takeAway(String address) {
        var project = client().project("MINI_K");
        var name = address.split("\\.", 3)[2];
        switch (address.substring(0, address.indexOf('.'))) {
            case "zone" ->
                project.zones().stream()
                        .filter(zone -> zone.path("name").asString("").equals(name))
                        .forEach(zone -> project.deleteZone(zone.path("id").asString()));
            case "article" ->
                project.wiki()
                        .delete(project.wiki()
                                .article(name)
                                .orElseThrow()
                                .path("article")
                                .path("id")
                                .asString());
            case "folder" -> {
                var folders = project.flowObjects(ObjectKind.MANAGED_FOLDER);
                folders.list()
                        .forEach(folder -> folders.delete(folder.path("id").asString()));
            }
            default -> project.deleteDataset(name, false);
        }
    }

    /** What somebody is told whose apply is refused; else empty. */
    private String applyNow(StoredPlan planned) {
        try {
            decisions.apply(COMPOSER, planned.id(), body(planned).digest());
            return "";
        } catch (ProblemException refused) {
            return refused.getMessage();
        }
    }

    /** Two nodes and one database; two people who approve and apply two plans for one project in the same second. */
    @Test
    void ofTwoAppliesToOneProjectOneWinsAndTheOtherIsTold() {
        tasks.close();
        use(TestDatabase.freshPostgres());
        var first = plan(MiniBlock.LAST);
        var second = plan(MiniBlock.LAST.replace("path: /raw", "path: /other"));
        for (var planned : List.of(first, second)) {
            decisions.approve(APPROVER, planned.id(), body(planned).digest(), "");
        }
        var nodes = List.of(new Tasks(database), new Tasks(database));
        var workers = new ArrayList<TaskWorker>();
        try {
            nodes.forEach(node -> {
                var handlers = List.of(new PlanTask(surroundings()), new ApplyTask(surroundings()));
                var worker = new TaskWorker(node, database, handlers, TaskWorker.Cluster.SHARED);
                worker.start();
                workers.add(worker);
            });
            List.of(first, second).parallelStream()
                    .forEach(planned -> decisions.apply(
                            COMPOSER, planned.id(), body(planned).digest()));
            await().until(() ->
                    state(first.id()).isFinal() && state(second.id()).isFinal());
        } finally {
            workers.forEach(TaskWorker::close);
            nodes.forEach(Tasks::close);
        }
        var ends = Map.of(state(first.id()), first.id(), state(second.id()), second.id());
        assertThat(ends).containsOnlyKeys(PlanState.APPLIED, PlanState.STALE);
        var told = Objects.requireNonNull(ends.get(PlanState.STALE));
        assertThat(plans.get(VIEWER, told).problems())
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("The target has moved"));
        assertThat(plans.get(VIEWER, told).operations()).isEmpty();
        var raw = client().project("MINI_K").dataset("raw").orElseThrow();
        assertThat(raw.path("params").path("path").asString())
                .isEqualTo(first.id().equals(ends.get(PlanState.APPLIED)) ? "/raw" : "/other");
        listed(first.id(), second.id());
    }

    /** What H2 takes is not always what PostgreSQL takes. */
    private void listed(UUID first, UUID second) {
        var page = plans.page(VIEWER, new PlanQuery("sandbox", "MINI_K", Set.of(), null, 1));
        assertThat(page.items()).extracting(Plans.PlanSummary::id).containsExactly(second);
        assertThat(plans.page(VIEWER, new PlanQuery("", "", Set.of(), page.next(), 1)))
                .satisfies(rest -> assertThat(rest.next()).isNull())
                .satisfies(rest -> assertThat(rest.items())
                        .extracting(Plans.PlanSummary::id)
                        .containsExactly(first));
        assertThat(plans.counts(VIEWER, "", ""))
                .containsExactlyInAnyOrderEntriesOf(Map.of(PlanState.APPLIED, 1L, PlanState.STALE, 1L));
        client().project("MINI_K").delete(true);
        adopt("MINI_K");
        assertThat(body(plan(MiniBlock.LAST)).target().lineage()).isNotEmpty();
    }
}
