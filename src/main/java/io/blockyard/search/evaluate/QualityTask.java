package io.blockyard.search.evaluate;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.search.evaluate.EvaluationFiles.BlockLine;
import io.blockyard.search.evaluate.QualityCheck.Measured;
import io.blockyard.search.index.BlockFeed;
import io.blockyard.search.language.Embedder;
import io.blockyard.search.match.MatchRequest;
import io.blockyard.search.match.Matching;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** One measurement: every intent asked of the matcher, and of simple baselines as long as the catalog is not large. */
public final class QualityTask implements TaskHandler {

    /** Baselines look at every block for each intent. */
    private static final int MOST_FOR_BASELINES = 2_000;

    private static final int MOST_MISSED = 500;
    private static final int PAGE = 500;

    private final Matching matching;
    private final BlockFeed catalog;
    private final Embedder embedder;
    private final QualityTable table;
    private final Clock clock;

    public QualityTask(Matching matching, BlockFeed catalog, Embedder embedder, QualityTable table, Clock clock) {
        this.matching = matching;
        this.catalog = catalog;
        this.embedder = embedder;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return QualityCheck.TASK_KIND;
    }

    @Override
    public void run(TaskRun task, TaskProgress progress) {
        var actor = new Actor(task.requestedBy(), Set.of(Role.ADMIN), "task");
        var intents = EvaluationFiles.intents("the set", task.payload().lines().toList());
        int blocks = Math.toIntExact(catalog.size());
        progress.stage("baselines", 0);
        var baselines = baselines(blocks);
        progress.stage("measuring", intents.size());
        var evaluation = Evaluation.run(
                intents,
                (intent, limit) -> {
                    progress.checkCancelled();
                    return matching.matchMany(actor, MatchRequest.of(intent, limit));
                },
                baselines,
                blocks,
                intent -> progress.advance(intent.intent()));
        var missed = evaluation.details().stream()
                .filter(detail -> !detail.right())
                .limit(MOST_MISSED)
                .toList();
        table.keep(new Measured(task.id(), clock.instant(), evaluation.report(), missed));
    }

    private Map<String, Function<String, Answer>> baselines(int blocks) {
        return blocks > MOST_FOR_BASELINES ? Map.of() : new Baselines(lines()).all(embedder);
    }

    private List<BlockLine> lines() {
        var lines = new ArrayList<BlockLine>();
        long sequence = 0;
        for (var page = catalog.changesAfter(sequence, PAGE);
                !page.isEmpty();
                page = catalog.changesAfter(sequence, PAGE)) {
            catalog.texts(page).stream()
                    .filter(text -> text.block().lifecycle().isOffered())
                    .map(text -> new BlockLine(text.block().manifest(), text.article(), text.asks()))
                    .forEach(lines::add);
            sequence = page.getLast().changeSequence();
        }
        return lines;
    }
}
