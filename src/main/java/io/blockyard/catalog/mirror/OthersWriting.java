package io.blockyard.catalog.mirror;

import io.blockyard.catalog.Bundle;
import io.blockyard.catalog.LocalRegistry;
import io.blockyard.catalog.RegistryEntry;
import io.blockyard.catalog.RegistryIndex;
import io.blockyard.catalog.RegistryTree.AttachedPath;
import io.blockyard.catalog.TreeFile;
import io.blockyard.catalog.article.PageMerge;
import io.blockyard.catalog.mirror.MirrorTable.Written;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What in a copy is somebody else's and comes back to no article: files that stood at paths of the tree before, which
 * nothing is written over, and what people wrote in pages that are made from many blocks, which stays in those pages.
 */
final class OthersWriting {

    private final Mirror mirror;
    private final MirrorTarget target;
    private final Consumer<Problem> warn;
    private final Set<String> leftBefore;
    private final Set<String> articles;
    /** What the copy was written from: as it says itself, and as is known here. */
    private final List<RegistryIndex> indexes;
    /** What the pages said when they were written, by the names that they have wherever they stand. */
    private final List<Map<String, String>> bases;

    private final Map<String, String> pathsBefore;
    private final Set<String> left = new TreeSet<>();
    private final Set<String> kept = new HashSet<>();

    /** @param there what the copy says that it holds */
    OthersWriting(
            Mirror mirror,
            MirrorTarget target,
            MirrorTable table,
            Optional<RegistryIndex> there,
            Consumer<Problem> warn) {
        this.mirror = mirror;
        this.target = target;
        this.warn = warn;
        this.leftBefore = left(mirror, table, there);
        this.indexes = Stream.concat(
                        table
                                .indexText(mirror.name())
                                .flatMap(text -> RegistryIndex.read(text.getBytes(StandardCharsets.UTF_8)))
                                .stream(),
                        there.stream())
                .distinct()
                .toList();
        this.articles = Stream.concat(
                        table.written(mirror.name()).stream().map(Written::path),
                        indexes.stream()
                                .flatMap(index -> index.blocks().stream())
                                .map(RegistryEntry::wikiRef))
                .collect(Collectors.toSet());
        var pages = indexes.stream().map(index -> pages(mirror, index)).toList();
        this.bases = pages.stream()
                .map(page -> page.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> PageNames.of(entry.getKey()), Map.Entry::getValue, (one, other) -> one)))
                .toList();
        this.pathsBefore = pages.stream()
                .flatMap(page -> page.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(PageNames::of, path -> path, (one, other) -> one));
    }

    /** Paths of files that were somebody else's when the copy was last written: as is known here, and as it says itself. */
    static Set<String> left(Mirror mirror, MirrorTable table, Optional<RegistryIndex> there) {
        return Stream.concat(table.left(mirror.name()).stream(), there.stream().flatMap(index -> index.left().stream()))
                .collect(Collectors.toSet());
    }

    private static SortedMap<String, String> pages(Mirror mirror, RegistryIndex index) {
        return mirror.kind() == Mirror.Kind.LOCAL ? LocalRegistry.pages(index) : index.pages();
    }

    /** Paths of files that are somebody else's. */
    Set<String> left() {
        return left;
    }

    /** Paths that nothing is written to and nothing deleted from. */
    Set<String> kept() {
        return kept;
    }

    /** Puts what people wrote into the tree's pages, and looks for what is not to be touched. */
    void into(SortedMap<String, TreeFile> tree) {
        var pagesNow = Optional.ofNullable(tree.get(MirrorTask.index(mirror)))
                .flatMap(index -> RegistryIndex.read(index.bytes()))
                .map(index -> pages(mirror, index))
                .orElseGet(TreeMap::new);
        for (var path : List.copyOf(tree.keySet())) {
            if (path.equals(MirrorTask.index(mirror))) {
                continue;
            }
            if (isSomebodyElses(path, Objects.requireNonNull(tree.get(path)))) {
                left.add(path);
                warn.accept(Problem.warning(
                                "mirror.somebody-elses-file",
                                "There was a file of this name before; it stays as it is, and the copy lacks its own.",
                                "Move it away or give it another name, and the next copying writes the registry\u2019s.")
                        .at(path));
            } else if (pagesNow.containsKey(path)) {
                merge(path, tree);
            }
        }
        kept.addAll(left);
        tellWhatIsLeft(tree);
        leftBefore.stream().filter(path -> !tree.containsKey(path)).forEach(kept::add);
        var namesNow = pagesNow.keySet().stream().map(PageNames::of).collect(Collectors.toSet());
        pathsBefore.forEach((name, path) -> {
            if (!namesNow.contains(name)) {
                keepEdited(name, path);
            }
        });
    }

    /** The copy itself says it, so that it is known of a mirror that was removed and added again. */
    private void tellWhatIsLeft(SortedMap<String, TreeFile> tree) {
        var path = MirrorTask.index(mirror);
        var list = tree.get(path);
        if (list != null && !left.isEmpty()) {
            RegistryIndex.read(list.bytes())
                    .ifPresent(index ->
                            tree.put(path, TreeFile.of(index.leaving(left).bytes())));
        }
    }

    private boolean isSomebodyElses(String path, TreeFile made) {
        boolean ours = (!leftBefore.contains(path) && isWrittenFromHere(path)) || target.made(path);
        if (ours || !target.holds(path)) {
            return false;
        }
        return target.file(path)
                .filter(there -> !Bundle.digest(there).equals(made.digest()))
                .isPresent();
    }

    /** Whether the copy was given a file at this path before, as far as its list of blocks says. */
    private boolean isWrittenFromHere(String path) {
        return !indexes.isEmpty()
                && (!path.startsWith("Wiki/")
                        || AttachedPath.of(path).isPresent()
                        || articles.contains(path)
                        || path.equals(pathsBefore.get(PageNames.of(path))));
    }

    private void merge(String path, SortedMap<String, TreeFile> tree) {
        var name = PageNames.of(path);
        var before = pathsBefore.get(name);
        if (before == null) {
            return;
        }
        var made = new String(Objects.requireNonNull(tree.get(path)).bytes(), StandardCharsets.UTF_8);
        Optional<String> there;
        try {
            there = edited(name, before, made);
        } catch (ProblemException unreadable) {
            kept.add(before);
            kept.add(path);
            unreadable.problems().forEach(problem -> warn.accept(problem.at(before)));
            return;
        }
        if (there.isEmpty()) {
            return;
        }
        var base = said(name).findFirst().orElse(made);
        var merged = PageMerge.of(base, made, there.get());
        tree.put(path, TreeFile.of(merged.text().getBytes(StandardCharsets.UTF_8)));
        if (merged.both()) {
            warn.accept(Problem.warning(
                            "mirror.page-edited",
                            "Somebody changed lines of this page that the catalog changed too; both stand there now.",
                            "Take out there what should not stay.")
                    .at(path));
        }
    }

    /** What a page says, when somebody wrote in it since it was last written; one that was emptied is written anew. */
    private Optional<String> edited(String name, String path, String made) {
        return target.file(path)
                .map(ArticlesBack::text)
                .map(ArticlesBack::normal)
                .filter(there -> !there.isBlank() && !there.equals(ArticlesBack.normal(made)))
                .filter(there ->
                        said(name).noneMatch(base -> ArticlesBack.normal(base).equals(there)));
    }

    private Stream<String> said(String name) {
        return bases.stream().flatMap(pages -> Stream.ofNullable(pages.get(name)));
    }

    /** A page that is made no more, such as that of a block that is no longer in the registry. */
    private void keepEdited(String name, String path) {
        if (isEdited(name, path)) {
            kept.add(path);
            warn.accept(Problem.warning(
                            "mirror.page-kept",
                            "The registry has no such page any more; it stays, since somebody wrote in it.",
                            "Delete it there when nobody needs it.")
                    .at(path));
        }
    }

    private boolean isEdited(String name, String path) {
        try {
            return edited(name, path, "").isPresent();
        } catch (ProblemException unreadable) {
            return true;
        }
    }
}
