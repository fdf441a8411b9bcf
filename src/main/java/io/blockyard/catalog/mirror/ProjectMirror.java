package io.blockyard.catalog.mirror;

import io.blockyard.catalog.RegistryTree.AttachedPath;
import io.blockyard.catalog.TreeFile;
import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The tree in a DSS project: pages in its wiki, files in its library, bundles in a managed folder. What was written there
 * once is not written again while it stays the same; pages are looked at each time, since people edit them. An article of
 * somebody else with a page's name is left alone.
 */
final class ProjectMirror implements MirrorTarget {

    private static final String WIKI = "Wiki/";
    private static final String LIBRARY = "Library/";
    private static final String BUNDLES = "Bundles/";
    private static final String FOLDER = "Bundles";

    private final String mirror;
    private final DssProject project;
    private final MirrorTable table;
    private final String index;
    private final WikiPages pages;
    private final Set<String> recorded;
    private Optional<String> bundleFolder = Optional.empty();
    private @Nullable Set<String> libraryFiles;

    /** @param index the path of the tree that is written last, since it says what the others are */
    ProjectMirror(String mirror, DssProject project, MirrorTable table, String index) {
        this.mirror = mirror;
        this.project = project;
        this.table = table;
        this.index = index;
        this.recorded = table.files(mirror).keySet();
        this.pages = new WikiPages(
                project.wiki(),
                recorded.stream()
                        .filter(ProjectMirror::isPage)
                        .map(PageNames::of)
                        .toList());
    }

    @Override
    public Optional<byte[]> file(String path) {
        var attached = AttachedPath.of(path);
        if (attached.isPresent()) {
            return pages.attachment(attached.get());
        }
        if (path.startsWith(WIKI)) {
            return pages.text(path).map(text -> text.getBytes(StandardCharsets.UTF_8));
        }
        if (path.startsWith(LIBRARY)) {
            return project.library()
                    .file(path.substring(LIBRARY.length()))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
        }
        // A list of blocks that somebody wrote by hand may name anything.
        var bundle = path.startsWith(BUNDLES) ? path.substring(BUNDLES.length()) : "";
        return bundle.isEmpty()
                ? Optional.empty()
                : bundleFolder()
                        .filter(id -> project.folderFiles(id).contains(bundle))
                        .map(id -> project.folderFile(id, bundle));
    }

    @Override
    public boolean holds(String path) {
        if (path.startsWith(LIBRARY)) {
            if (libraryFiles == null) {
                libraryFiles = Set.copyOf(project.library().files());
            }
            return libraryFiles.contains(path.substring(LIBRARY.length()));
        }
        return file(path).isPresent();
    }

    /** Of pages those are somebody else's that are not seen here at all. */
    @Override
    public boolean made(String path) {
        return path.startsWith(WIKI) || recorded.contains(path);
    }

    @Override
    public Map<String, byte[]> attachments(String folder, long largest, BiConsumer<String, Skipped> skipped) {
        var block = folder.substring(folder.lastIndexOf('/') + 1);
        var ours = table.uploads(mirror);
        var contents = new TreeMap<String, byte[]>();
        pages.uploads(block).forEach((name, upload) -> {
            // The index may be ahead of an upload that was refused; what we put there ourselves is nobody's edit.
            if (!ours.contains(upload)) {
                pages.attachment(block, upload, largest)
                        .ifPresentOrElse(
                                content -> contents.put(name, content), () -> skipped.accept(name, Skipped.TOO_LARGE));
            }
        });
        return contents;
    }

    @Override
    public Optional<String> write(
            SortedMap<String, TreeFile> tree, Predicate<String> kept, ChangeMessage message, Consumer<Problem> warn) {
        var written = table.files(mirror);
        for (var file : tree.entrySet()) {
            var path = file.getKey();
            var isPlain = !path.equals(index) && AttachedPath.of(path).isEmpty() && !kept.test(path);
            if (isPlain && !write(path, file.getValue(), written, warn)) {
                return Optional.empty();
            }
        }
        if (!writeAttached(tree, kept, written, warn)) {
            return Optional.empty();
        }
        var last = tree.get(index);
        if (last != null && !write(index, last, written, warn)) {
            return Optional.empty();
        }
        var gone = written.keySet().stream()
                .filter(path -> !tree.containsKey(path))
                .collect(Collectors.partitioningBy(kept));
        // What stays although the tree has no such file is theirs from now on.
        Objects.requireNonNull(gone.get(true)).forEach(path -> table.fileGone(mirror, path));
        var pagesNow = tree.keySet().stream()
                .filter(ProjectMirror::isPage)
                .collect(Collectors.toMap(PageNames::of, Function.identity(), (one, other) -> one));
        for (var path : Objects.requireNonNull(gone.get(false))) {
            var now = isPage(path) ? pagesNow.get(PageNames.of(path)) : null;
            if (now == null) {
                delete(path);
            } else {
                // The same article, whose page stands in another folder now.
                pages.move(now);
                table.fileGone(mirror, path);
            }
        }
        return Optional.of(project.key());
    }

    private static boolean isPage(String path) {
        return path.startsWith(WIKI) && AttachedPath.of(path).isEmpty();
    }

    /** @return whether it holds that now; not when somebody changed a page after it was read */
    private boolean write(String path, TreeFile file, Map<String, String> written, Consumer<Problem> warn) {
        var digest = file.digest();
        if (path.startsWith(WIKI)) {
            switch (pages.write(path, text(file))) {
                case WRITTEN -> {}
                case CHANGED_MEANWHILE -> {
                    return false;
                }
                case SOMEBODY_ELSES -> {
                    warn.accept(somebodyElses(path));
                    return true;
                }
            }
        } else if (digest.equals(written.get(path))) {
            return true;
        } else if (path.startsWith(LIBRARY)) {
            project.library().write(path.substring(LIBRARY.length()), text(file));
        } else {
            writeBundle(path.substring(BUNDLES.length()), file.bytes(), warn);
        }
        table.fileWritten(mirror, path, digest);
        return true;
    }

    /** Once their articles are there, which then are written again, since texts name uploads by their ids. */
    private boolean writeAttached(
            SortedMap<String, TreeFile> tree,
            Predicate<String> kept,
            Map<String, String> written,
            Consumer<Problem> warn) {
        var changed = new TreeSet<String>();
        tree.forEach((path, file) -> AttachedPath.of(path)
                .filter(attached -> !kept.test(path) && !file.digest().equals(written.get(path)))
                .ifPresent(attached -> {
                    if (attach(path, attached, file, warn)) {
                        changed.add(attached.block());
                    }
                }));
        return tree.entrySet().stream()
                .filter(page -> isPage(page.getKey())
                        && changed.contains(PageNames.of(page.getKey()))
                        && !kept.test(page.getKey()))
                .allMatch(page ->
                        pages.write(page.getKey(), text(page.getValue())) != WikiPages.Outcome.CHANGED_MEANWHILE);
    }

    private Problem somebodyElses(String path) {
        var name = PageNames.of(path);
        return Problem.warning(
                        "mirror.somebody-elses-page",
                        "The wiki of " + project.key() + " has an article \u201c" + name
                                + "\u201d that was not written from here; it stays as it is.",
                        "Give it another name there, and the next copying writes the page.")
                .at(path);
    }

    private boolean attach(String path, AttachedPath attached, TreeFile file, Consumer<Problem> warn) {
        try {
            table.uploaded(mirror, pages.attach(attached, file.bytes()));
            table.fileWritten(mirror, path, file.digest());
            return true;
        } catch (ProblemException refused) {
            warn.accept(Problem.warning(
                    "mirror.attachment-not-written",
                    attached.name() + " could not be attached to " + attached.block() + " in " + project.key() + ": "
                            + refused.getMessage(),
                    "Attach it there by hand."));
            return false;
        }
    }

    private static String text(TreeFile file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }

    private void writeBundle(String file, byte[] bytes, Consumer<Problem> warn) {
        try {
            var id = bundleFolder()
                    .orElseGet(() -> project.createManagedFolder(
                            FOLDER,
                            "Filesystem",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("connection", "filesystem_folders")
                                    .put("path", "/${projectKey}/${odbId}")));
            bundleFolder = Optional.of(id);
            project.putFolderFile(id, file, bytes);
        } catch (ProblemException refused) {
            warn.accept(Problem.warning(
                    "mirror.bundle-not-written",
                    "The bundle " + file + " could not be put into " + project.key() + ": " + refused.getMessage(),
                    "Make a managed folder called " + FOLDER + " there by hand."));
        }
    }

    private void delete(String path) {
        var attached = AttachedPath.of(path);
        if (attached.isPresent()) {
            pages.detach(attached.get());
        } else if (path.startsWith(WIKI)) {
            pages.delete(path);
        } else if (path.startsWith(LIBRARY)) {
            var file = path.substring(LIBRARY.length());
            if (project.library().file(file).isPresent()) {
                project.library().delete(file);
            }
        } else {
            var file = path.substring(BUNDLES.length());
            bundleFolder()
                    .filter(id -> project.folderFiles(id).contains(file))
                    .ifPresent(id -> project.deleteFolderFile(id, file));
        }
        table.fileGone(mirror, path);
    }

    private Optional<String> bundleFolder() {
        if (bundleFolder.isEmpty()) {
            bundleFolder = project.flowObjects(ObjectKind.MANAGED_FOLDER).idOf(FOLDER);
        }
        return bundleFolder;
    }
}
