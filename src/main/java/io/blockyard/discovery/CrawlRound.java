package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import io.blockyard.task.Tasks;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.json.JsonMapper;

/** Crawls sources when their time has come: one node asks for a round, any node queues the crawls of its projects. */
public class CrawlRound implements TaskHandler {

    static final String KIND = "crawl-round";

    private final CrawlSchedules schedules;
    private final Crawls crawls;
    private final Tasks tasks;

    CrawlRound(CrawlSchedules schedules, Crawls crawls, Tasks tasks) {
        this.schedules = schedules;
        this.crawls = crawls;
        this.tasks = tasks;
    }

    /** Asks once for each schedule that is due now. */
    @Scheduled(fixedDelay = 20_000, initialDelay = 20_000)
    public void lookAround() {
        for (var schedule : schedules.takeDue()) {
            tasks.submit(
                    KIND,
                    schedule.source(),
                    KIND + ":" + schedule.source(),
                    JsonMapper.shared().writeValueAsString(schedule),
                    "blockyard");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(TaskRun task, TaskProgress progress) {
        var schedule = JsonMapper.shared().readValue(task.payload(), CrawlSchedule.class);
        var actor = new Actor(task.requestedBy(), Set.of(Role.ADMIN), "schedule");
        progress.stage("queueing", 0);
        crawls.startAll(
                        actor,
                        schedule.source(),
                        schedule.projects(),
                        schedule.options(),
                        missing -> warn(missing, progress))
                .forEach(crawl -> progress.say(crawl.projectKey()));
    }

    /** A project that is not there keeps no other from being crawled. */
    private static void warn(ProblemException missing, TaskProgress progress) {
        missing.problems()
                .forEach(
                        problem -> progress.warn(Problem.warning(problem.code(), problem.message(), problem.remedy())));
    }
}
