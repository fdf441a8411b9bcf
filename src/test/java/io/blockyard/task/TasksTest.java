package io.blockyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.Patience;
import io.blockyard.TestDatabase;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TasksTest {

    private static final Duration SOON = Patience.LONG;

    DataSource dataSource;
    Tasks tasks;
    private TaskWorker worker;

    @BeforeEach
    void open() throws Exception {
        dataSource = database();
        tasks = new Tasks(dataSource);
    }

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.close();
        }
        tasks.close();
    }

    DataSource database() {
        return TestDatabase.fresh();
    }

    @Test
    void aTaskTellsItsWholeStory() throws Exception {
        startWorker(handler("count", (run, progress) -> {
            progress.stage("Counting", 3);
            for (var name : List.of("one", "two", "three")) {
                progress.advance(name);
            }
            progress.warn(Problem.warning("test.odd", "Three is odd.", ""));
            progress.say("Counted");
        }));

        var run = tasks.submit("count", "numbers", "", "{}", "ada");
        var told = new ConcurrentLinkedQueue<TaskEvent>();
        var over = new CountDownLatch(1);
        var following = tasks.follow(run.id(), event -> {
            told.add(event);
            if (event.endsTask()) {
                over.countDown();
            }
        });
        assertThat(over.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        following.close();

        var ended = tasks.await(run.id(), SOON);
        assertThat(ended.status()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(ended.stage()).isEqualTo("Counting");
        assertThat(ended.done()).isEqualTo(3);
        assertThat(ended.total()).isEqualTo(3);
        assertThat(ended.requestedBy()).isEqualTo("ada");
        assertThat(ended.problems()).extracting(Problem::code).containsExactly("test.odd");
        assertThat(ended.finishedAt()).isAfterOrEqualTo(ended.startedAt());
        assertThat(told).containsExactlyElementsOf(tasks.events(run.id(), 0, 100));
        assertThat(told).extracting(TaskEvent::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(told)
                .extracting(TaskEvent::message)
                .startsWith("QUEUED", "RUNNING", "Counting")
                .contains("three", "Three is odd.", "Counted")
                .endsWith("SUCCEEDED");
    }

    @Test
    void manyUnitsAreCountedButOnlyAFewAreWritten() throws Exception {
        startWorker(handler("count", (run, progress) -> {
            progress.stage("Counting", 10_000);
            for (var number = 1; number <= 10_000; number++) {
                progress.advance("number " + number);
            }
        }));
        var run = tasks.await(tasks.submit("count", "", "", "", "ada").id(), SOON);

        assertThat(run.done()).isEqualTo(10_000);
        assertThat(tasks.events(run.id(), 0, 10_000)).hasSizeLessThan(200);
        assertThat(tasks.events(run.id(), 0, 10_000))
                .extracting(TaskEvent::message)
                .contains("number 10000");
    }

    @Test
    void problemsOfATaskAreKept() throws Exception {
        startWorker(
                handler("known", (run, progress) -> {
                    throw ProblemException.of(ProblemException.Kind.REMOTE, "dss.dead", "It does not answer.", "Wait.");
                }),
                handler("unknown", (run, progress) -> {
                    throw new IllegalStateException("password=hunter2");
                }));
        var known = tasks.await(tasks.submit("known", "", "", "", "ada").id(), SOON);
        var unknown = tasks.await(tasks.submit("unknown", "", "", "", "ada").id(), SOON);
        var unheardOf =
                tasks.await(tasks.submit("unheard-of", "", "", "", "ada").id(), SOON);

        assertThat(known.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(known.problems()).containsExactly(Problem.error("dss.dead", "It does not answer.", "Wait."));
        assertThat(unknown.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(unknown.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("task.unexpected");
            assertThat(problem.sentence()).doesNotContain("hunter2");
        });
        assertThat(unheardOf.problems()).extracting(Problem::code).containsExactly("task.unknown-kind");
    }

    @Test
    void whatWasToldIsForgottenOnceATaskIsLongOver() throws Exception {
        startWorker(handler("count", (run, progress) -> progress.say("Counted")));
        var old = tasks.submit("count", "old", "", "{}", "ada");
        var fresh = tasks.submit("count", "fresh", "", "{}", "ada");
        tasks.await(old.id(), SOON);
        tasks.await(fresh.id(), SOON);
        JdbcClient.create(dataSource)
                .sql("update task_run set finished_at = :then where id = :id")
                .param("then", OffsetDateTime.now(ZoneOffset.UTC).minusDays(31))
                .param("id", old.id())
                .update();

        assertThat(tasks.store().forgetEvents(Instant.now().minus(TaskWorker.EVENTS_KEPT)))
                .isEqualTo(1);

        assertThat(tasks.events(old.id(), 0, 10))
                .extracting(TaskEvent::message)
                .containsExactly("QUEUED", "RUNNING", "SUCCEEDED");
        assertThat(tasks.events(fresh.id(), 0, 10))
                .extracting(TaskEvent::message)
                .contains("Counted");
    }

    @Test
    void aTaskOfARolledBackTransactionNeverRuns() throws Exception {
        var runs = new AtomicInteger();
        startWorker(handler("count", (run, progress) -> runs.incrementAndGet()));
        var ids = new ConcurrentLinkedQueue<UUID>();
        new TransactionTemplate(new JdbcTransactionManager(dataSource)).executeWithoutResult(status -> {
            ids.add(tasks.submit("count", "", "", "", "ada").id());
            status.setRollbackOnly();
        });
        tasks.await(tasks.submit("count", "", "", "", "ada").id(), SOON);

        assertThat(tasks.find(ids.remove())).isEmpty();
        assertThat(runs).hasValue(1);
        assertThat(tasks.recent("count", 10)).hasSize(1);
        assertThat(tasks.recent("", 10)).hasSize(1);
        assertThat(tasks.recent("other", 10)).isEmpty();
    }

    @Test
    void tasksOfOneExclusiveKeyRunOneAfterTheOtherInOrder() throws Exception {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var order = new ConcurrentLinkedQueue<String>();
        startWorker(handler("crawl", (run, progress) -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            order.add(run.subject());
            pause(60);
            atOnce.decrementAndGet();
        }));
        var subjects = List.of("1", "2", "3", "4");
        var ids = subjects.stream()
                .map(subject ->
                        tasks.submit("crawl", subject, "crawl:A", "", "ada").id())
                .toList();
        ids.forEach(id -> assertThat(tasks.await(id, SOON).status()).isEqualTo(TaskStatus.SUCCEEDED));

        assertThat(most).hasValue(1);
        assertThat(order).containsExactlyElementsOf(subjects);
    }

    @Test
    void aRunningTaskHearsThatItIsCancelled() throws Exception {
        var running = new CountDownLatch(1);
        startWorker(handler("endless", (run, progress) -> {
            progress.stage("Waiting", 0);
            running.countDown();
            while (true) {
                progress.checkCancelled();
                pause(10);
            }
        }));
        var run = tasks.submit("endless", "", "", "", "ada");
        assertThat(running.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        tasks.requestCancel(run.id());

        var ended = tasks.await(run.id(), SOON);
        assertThat(ended.status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(ended.cancelRequested()).isTrue();
        tasks.requestCancel(run.id());
        assertThat(tasks.find(run.id())).contains(ended);
    }

    @Test
    void aQueuedTaskIsCancelledAtOnceAndNeverRuns() throws Exception {
        var run = tasks.submit("count", "", "count", "", "ada");
        tasks.requestCancel(run.id());
        assertThat(tasks.await(run.id(), Duration.ZERO).status()).isEqualTo(TaskStatus.CANCELLED);

        var runs = new AtomicInteger();
        startWorker(handler("count", (task, progress) -> runs.incrementAndGet()));
        tasks.await(tasks.submit("count", "", "count", "", "ada").id(), SOON);
        assertThat(runs).hasValue(1);
        assertThatThrownBy(() -> tasks.requestCancel(UUID.randomUUID()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.kind()).isEqualTo(ProblemException.Kind.NOT_FOUND));
    }

    @Test
    void aShutdownPutsARunningTaskBackAndTheNextStartEndsIt() throws Exception {
        var running = new CountDownLatch(1);
        startWorker(handler("long", (run, progress) -> {
            running.countDown();
            while (true) {
                progress.advance("again");
                pause(10);
            }
        }));
        var run = tasks.submit("long", "", "long", "", "ada");
        assertThat(running.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        worker.close();
        assertThat(tasks.find(run.id()).orElseThrow().status()).isEqualTo(TaskStatus.QUEUED);

        startWorker(handler("long", (again, progress) -> progress.say("Went on")));
        assertThat(tasks.await(run.id(), SOON).status()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(tasks.events(run.id(), 0, 1000))
                .extracting(TaskEvent::message)
                .contains("Went on");
    }

    @Test
    void aTaskWhoseProcessDiedRunsAgainAtTheNextStart() throws Exception {
        var run = tasks.submit("crawl", "", "crawl:A", "", "ada");
        asIfTakenByADeadProcess(run);

        startWorker(handler("crawl", (again, progress) -> progress.say("Went on")));
        var next = tasks.submit("crawl", "", "crawl:A", "", "ada");

        assertThat(tasks.await(run.id(), SOON).status()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(tasks.await(next.id(), SOON).status()).isEqualTo(TaskStatus.SUCCEEDED);
    }

    @Test
    void twoNodesShareTheTasksAndEachTaskRunsOnce() throws Exception {
        var byNode = new ConcurrentLinkedQueue<String>();
        TaskHandler here = handler("count", (run, progress) -> {
            byNode.add(run.subject());
            pause(20);
        });
        try (var elsewhere = new Tasks(dataSource);
                var other = new TaskWorker(elsewhere, dataSource, List.of(here), TaskWorker.Cluster.SHARED)) {
            worker = new TaskWorker(tasks, dataSource, List.of(here), TaskWorker.Cluster.SHARED);
            other.start();
            worker.start();
            var ids = IntStream.range(0, 30)
                    .mapToObj(number ->
                            tasks.submit("count", "" + number, "", "", "ada").id())
                    .toList();
            ids.forEach(id -> assertThat(elsewhere.await(id, SOON).status()).isEqualTo(TaskStatus.SUCCEEDED));
        }
        assertThat(byNode).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void aTaskThatRunsOnAnotherNodeCanBeFollowed() throws Exception {
        try (var elsewhere = new Tasks(dataSource)) {
            startWorker(handler("count", (run, progress) -> progress.say("Hello from there")));
            var heard = new CountDownLatch(1);
            var run = elsewhere.submit("count", "", "", "", "ada");
            var following = elsewhere.follow(run.id(), event -> {
                if (event.message().equals("Hello from there")) {
                    heard.countDown();
                }
            });
            assertThat(heard.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            following.close();
        }
    }

    private void asIfTakenByADeadProcess(TaskRun run) {
        assertThat(tasks.store().claim(run.id())).isTrue();
        assertThat(tasks.store().begin(run.id())).isTrue();
        JdbcClient.create(dataSource)
                .sql("update scheduled_tasks set picked = true, picked_by = 'gone', last_heartbeat = execution_time")
                .update();
    }

    private void startWorker(TaskHandler... handlers) {
        worker = new TaskWorker(tasks, dataSource, List.of(handlers), TaskWorker.Cluster.ALONE);
        worker.start();
    }

    private static TaskHandler handler(String kind, BiConsumer<TaskRun, TaskProgress> work) {
        return new TaskHandler() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public void run(TaskRun task, TaskProgress progress) {
                work.accept(task, progress);
            }
        };
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
