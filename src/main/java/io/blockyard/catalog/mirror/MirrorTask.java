package io.blockyard.catalog.mirror;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Attachments;
import io.blockyard.catalog.LocalRegistry;
import io.blockyard.catalog.RegistryIndex;
import io.blockyard.catalog.RegistryTree.AttachedPath;
import io.blockyard.catalog.mirror.MirrorTable.Written;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One copying of the registry: what people changed in the copy comes in, merged with what stands here, and then the copy
 * is made the same again. It may be repeated at any point; an unchanged catalog and copy write nothing.
 */
final class MirrorTask implements TaskHandler {

    static final String KIND = "mirror";
    static final String INDEX = "Library/blocks/index.json";
    private static final int ATTEMPTS = 4;

    private final MirrorTable table;
    private final MirrorTargets targets;
    private final Articles articles;
    private final AttachmentsBack attachments;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MirrorTask(
            MirrorTable table,
            MirrorTargets targets,
            Articles articles,
            Attachments attachments,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.targets = targets;
        this.articles = articles;
        this.attachments = new AttachmentsBack(attachments);
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(TaskRun task, TaskProgress progress) {
        var found = table.find(task.payload());
        if (found.isEmpty()) {
            return;
        }
        var mirror = found.get();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            progress.checkCancelled();
            try (var target = targets.open(mirror)) {
                progress.stage("reading", 0);
                var refused = attachments.takeIn(mirror, target, index(mirror), progress);
                takeIn(mirror, target, progress);
                progress.stage("writing", 0);
                if (write(mirror, target, refused, progress)) {
                    return;
                }
            }
        }
        throw ProblemException.of(
                ProblemException.Kind.REMOTE,
                "mirror.moving",
                "Somebody else wrote to the mirror \u201c" + mirror.name() + "\u201d each time that it was read.",
                "Run it again when the others have finished.");
    }

    private void takeIn(Mirror mirror, MirrorTarget target, TaskProgress progress) {
        var written = table.written(mirror.name());
        for (var article : written) {
            var text = target.file(article.path())
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
            if (text.isBlank() || isSame(text, article.base())) {
                continue;
            }
            var editor = target.editor(article.path());
            try {
                articles.takeIn(
                        Actor.system(),
                        article.block(),
                        article.base(),
                        normal(text),
                        editor.isEmpty() ? "mirror " + mirror.name() : editor,
                        "Edited in the mirror " + mirror.name());
                progress.say("article of " + article.block() + " edited there");
            } catch (ProblemException refused) {
                refused.problems().forEach(problem -> progress.warn(problem.at(article.path())));
            }
        }
    }

    private boolean write(Mirror mirror, MirrorTarget target, Set<AttachedPath> refused, TaskProgress progress) {
        var tree = targets.tree(mirror);
        var current = articles(tree, index(mirror));
        var message = message(mirror, current);
        var state = target.write(
                tree, path -> AttachedPath.of(path).filter(refused::contains).isPresent(), message, progress::warn);
        state.ifPresent(now -> transaction.executeWithoutResult(status ->
                table.keep(mirror.name(), current, now, clock.instant().truncatedTo(ChronoUnit.MILLIS))));
        return state.isPresent();
    }

    /** Which articles and versions are other than when the mirror was last written, and why. */
    private ChangeMessage message(Mirror mirror, List<Written> current) {
        var before = table.written(mirror.name());
        var lines = new ArrayList<String>();
        var authors = new ArrayList<String>();
        for (var article : current) {
            var known = before.stream()
                    .filter(other -> other.block().equals(article.block()))
                    .findFirst();
            if (known.filter(other -> other.base().equals(article.base())).isEmpty()) {
                var newest =
                        articles.history(Actor.system(), article.block(), 1).getFirst();
                lines.add(article.block() + ": "
                        + (newest.reason().isEmpty() ? "article edited" : newest.reason())
                        + " (" + newest.author() + ")");
                authors.add(newest.author());
            }
        }
        before.stream()
                .filter(known ->
                        current.stream().noneMatch(article -> article.block().equals(known.block())))
                .forEach(known -> lines.add(known.block() + ": no longer in the registry"));
        var distinct = authors.stream().distinct().toList();
        return new ChangeMessage(distinct.size() == 1 ? distinct.getFirst() : "Blockyard", lines);
    }

    /** Where a mirror keeps its list of blocks. */
    static String index(Mirror mirror) {
        return mirror.kind() == Mirror.Kind.LOCAL ? LocalRegistry.INDEX : INDEX;
    }

    private static List<Written> articles(SortedMap<String, byte[]> tree, String path) {
        var index = tree.get(path);
        if (index == null) {
            return List.of();
        }
        return BlockFormats.json().readValue(index, RegistryIndex.class).blocks().stream()
                .filter(RegistryIndex.Entry::latest)
                .map(entry -> new Written(
                        new BlockId(entry.blockId()),
                        entry.wikiRef(),
                        new String(Objects.requireNonNull(tree.get(entry.wikiRef())), StandardCharsets.UTF_8)))
                .toList();
    }

    /** Editors and DSS are free with line ends and the last line. */
    private static boolean isSame(String one, String other) {
        return normal(one).stripTrailing().equals(normal(other).stripTrailing());
    }

    private static String normal(String text) {
        return text.replace("\r\n", "\n").stripTrailing() + "\n";
    }
}
