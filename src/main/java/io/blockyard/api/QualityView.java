package io.blockyard.api;

import io.blockyard.search.evaluate.QualityCheck.Measured;
import io.blockyard.search.evaluate.Report;
import io.blockyard.search.evaluate.Report.Detail;
import io.blockyard.task.TaskRun;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of the matcher as it stands.
 *
 * @param id the same as its task's
 * @param report absent until it has ended well
 * @param missed intents that were not answered as they should be
 */
public record QualityView(UUID id, TaskView task, @Nullable Report report, List<Detail> missed) {

    public static QualityView of(TaskRun task, Optional<Measured> measured) {
        return new QualityView(
                task.id(),
                TaskView.of(task),
                measured.map(Measured::report).orElse(null),
                measured.map(Measured::missed).orElse(List.of()));
    }
}
