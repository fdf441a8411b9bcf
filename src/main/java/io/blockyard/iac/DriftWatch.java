package io.blockyard.iac;

import io.blockyard.task.Tasks;
import org.springframework.scheduling.annotation.Scheduled;

/** Has targets looked at when their time has come: one node asks for it, any node does it. */
public class DriftWatch {

    private final DeploymentRules rules;
    private final Tasks tasks;

    DriftWatch(DeploymentRules rules, Tasks tasks) {
        this.rules = rules;
        this.tasks = tasks;
    }

    /** Asks once for each target that is due now. */
    @Scheduled(fixedDelay = 30_000, initialDelay = 30_000)
    public void lookAround() {
        for (var target : rules.takeDue()) {
            tasks.submit(DriftTask.KIND, target, "drift:" + target, "", "blockyard");
        }
    }
}
