package io.blockyard.catalog.mirror;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Attachments;
import io.blockyard.catalog.Bundle;
import io.blockyard.catalog.LocalRegistry;
import io.blockyard.catalog.RegistryEntry;
import io.blockyard.catalog.RegistryIndex;
import io.blockyard.catalog.RegistryTree.AttachedPath;
import io.blockyard.catalog.TreeFile;
import io.blockyard.catalog.mirror.ArticlesBack.NotTaken;
import io.blockyard.catalog.mirror.MirrorTable.Written;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskHandler;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private final ArticlesBack articlesBack;
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
        this.articlesBack = new ArticlesBack(articles, table);
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
                var bytes = target.file(index(mirror));
                var there = index(mirror, bytes, progress);
                if (!isOurs(mirror, bytes)) {
                    requireAllHere(mirror, there);
                }
                var attached = attachments.takeIn(mirror, target, there, progress);
                var written = articlesBack.takeIn(mirror, target, there, progress);
                progress.stage("writing", 0);
                var others = new OthersWriting(mirror, target, table, there, progress::warn);
                if (write(mirror, target, new Refused(written, attached), others, progress)) {
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

    /** What the copy says that it holds; empty for a new one. */
    private static Optional<RegistryIndex> index(Mirror mirror, Optional<byte[]> bytes, TaskProgress progress) {
        var path = index(mirror);
        var index = bytes.flatMap(RegistryIndex::read);
        if (bytes.isPresent() && index.isEmpty()) {
            if (mirror.mirroredAt() == null) {
                throw holdsAnother(path, "a registry whose list of blocks cannot be read", "Repair " + path + ".");
            }
            progress.warn(Problem.warning(
                            "mirror.unreadable-index",
                            "The mirror\u2019s list of blocks cannot be read; what was attached there is not brought in,"
                                    + " and the list is written anew.",
                            "Attach here what people attached there since it was last written.")
                    .at(path));
        }
        return index;
    }

    /** Whether the copy's list of blocks is the one that was last written from here. */
    private boolean isOurs(Mirror mirror, Optional<byte[]> there) {
        if (mirror.kind() == Mirror.Kind.LOCAL || there.isEmpty()) {
            return true;
        }
        return mirror.mirroredAt() != null
                && table.index(mirror.name())
                        .map(Bundle.digest(there.get())::equals)
                        .orElse(true);
    }

    /**
     * What others wrote there may hold blocks that are not here and would be written over: another catalog, or this one
     * before it was set back to a backup.
     */
    private void requireAllHere(Mirror mirror, Optional<RegistryIndex> there) {
        if (there.isEmpty()) {
            return;
        }
        var ours = targets.tree(mirror).keySet();
        var others = there.get().blocks().stream()
                .filter(entry -> !ours.contains(entry.bundleRef()))
                .map(entry -> entry.blockId() + " " + entry.version())
                .toList();
        if (!others.isEmpty()) {
            throw holdsAnother(
                    index(mirror),
                    "a registry with " + others.size() + " versions of blocks that are not here, such as "
                            + others.getFirst(),
                    "Import it first, or name another place.");
        }
    }

    private static ProblemException holdsAnother(String path, String what, String remedy) {
        return new ProblemException(
                ProblemException.Kind.CONFLICT,
                Problem.error("mirror.other-registry", "The place holds " + what + "; nothing was written.", remedy)
                        .at(path));
    }

    /** What people put there and the catalog did not take; it stays as it stands there. */
    private record Refused(Map<BlockId, NotTaken> articles, Set<AttachedPath> attached) {

        /** What nothing is written over: attachments, and pages of blocks that are no longer in the registry. */
        Predicate<String> kept(List<Written> current) {
            var here = current.stream().map(Written::block).collect(Collectors.toSet());
            var pages = articles.values().stream()
                    .map(NotTaken::written)
                    .filter(article -> !here.contains(article.block()))
                    .map(Written::path)
                    .collect(Collectors.toSet());
            return path -> pages.contains(path)
                    || AttachedPath.of(path).filter(attached::contains).isPresent();
        }

        /** Each text goes where the page of its block stands now. */
        void into(SortedMap<String, TreeFile> tree, List<Written> current) {
            for (var article : current) {
                var refused = articles.get(article.block());
                if (refused != null) {
                    tree.put(article.path(), refused.text());
                }
            }
        }

        /** The base of a text that was not taken in stays what it was. */
        List<Written> settled(List<Written> current) {
            return current.stream().map(this::settled).toList();
        }

        private Written settled(Written article) {
            var refused = articles.get(article.block());
            return refused == null
                    ? article
                    : new Written(
                            article.block(), article.path(), refused.written().base());
        }
    }

    private boolean write(
            Mirror mirror, MirrorTarget target, Refused refused, OthersWriting others, TaskProgress progress) {
        var tree = targets.tree(mirror);
        var current = articles(tree, index(mirror));
        refused.into(tree, current);
        others.into(tree);
        var left = others.left();
        var settled = refused.settled(current).stream()
                .filter(article -> !left.contains(article.path()))
                .toList();
        var kept = refused.kept(current).or(others.kept()::contains);
        var state = target.write(tree, kept, message(mirror, settled), progress::warn);
        var list = tree.get(index(mirror));
        var index = list == null ? "" : new String(list.bytes(), StandardCharsets.UTF_8);
        state.ifPresent(now -> transaction.executeWithoutResult(status -> table.keep(
                mirror.name(), settled, left, index, now, clock.instant().truncatedTo(ChronoUnit.MILLIS))));
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

    private static List<Written> articles(SortedMap<String, TreeFile> tree, String path) {
        var index = tree.get(path);
        if (index == null) {
            return List.of();
        }
        return BlockFormats.json().readValue(index.bytes(), RegistryIndex.class).blocks().stream()
                .filter(RegistryEntry::latest)
                .map(entry -> new Written(
                        new BlockId(entry.blockId()),
                        entry.wikiRef(),
                        new String(
                                Objects.requireNonNull(tree.get(entry.wikiRef()))
                                        .bytes(),
                                StandardCharsets.UTF_8)))
                .toList();
    }
}
