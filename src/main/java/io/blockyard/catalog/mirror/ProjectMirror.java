package io.blockyard.catalog.mirror;

import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The tree in a DSS project: pages in its wiki, files in its library, bundles in a managed folder. What was written there
 * once is not written again while it stays the same; pages are looked at each time, since people edit them.
 */
final class ProjectMirror implements MirrorTarget {

    private static final String WIKI = "Wiki/";
    private static final String LIBRARY = "Library/";
    private static final String BUNDLES = "Bundles/";
    private static final String FOLDER = "Bundles";

    private final String mirror;
    private final DssProject project;
    private final MirrorTable table;
    private final Map<String, String> folders = new HashMap<>();
    private Optional<String> bundleFolder = Optional.empty();

    ProjectMirror(String mirror, DssProject project, MirrorTable table) {
        this.mirror = mirror;
        this.project = project;
        this.table = table;
    }

    @Override
    public Optional<byte[]> file(String path) {
        if (path.startsWith(WIKI)) {
            return page(path).map(article -> text(article.path("payload")).getBytes(StandardCharsets.UTF_8));
        }
        if (path.startsWith(LIBRARY)) {
            return project.libraryFile(path.substring(LIBRARY.length()))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
        }
        return bundleFolder()
                .filter(id -> project.folderFiles(id).contains(path.substring(BUNDLES.length())))
                .map(id -> project.folderFile(id, path.substring(BUNDLES.length())));
    }

    @Override
    public Optional<String> write(SortedMap<String, byte[]> tree, ChangeMessage message, Consumer<Problem> warn) {
        var written = table.files(mirror);
        tree.forEach((path, bytes) -> {
            if (!path.equals(MirrorTask.INDEX)) {
                write(path, bytes, written, warn);
            }
        });
        var index = tree.get(MirrorTask.INDEX);
        if (index != null) {
            write(MirrorTask.INDEX, index, written, warn);
        }
        written.keySet().stream().filter(path -> !tree.containsKey(path)).forEach(this::delete);
        return Optional.of(project.key());
    }

    private void write(String path, byte[] bytes, Map<String, String> written, Consumer<Problem> warn) {
        var digest = digest(bytes);
        if (path.startsWith(WIKI)) {
            writePage(path, new String(bytes, StandardCharsets.UTF_8));
        } else if (digest.equals(written.get(path))) {
            return;
        } else if (path.startsWith(LIBRARY)) {
            project.writeLibraryFile(path.substring(LIBRARY.length()), new String(bytes, StandardCharsets.UTF_8));
        } else {
            writeBundle(path.substring(BUNDLES.length()), bytes, warn);
        }
        table.fileWritten(mirror, path, digest);
    }

    private void writePage(String path, String text) {
        var there = page(path);
        if (there.isEmpty()) {
            project.createArticle(PageNames.of(path), parent(path), text);
        } else if (!text(there.get().path("payload")).equals(text)) {
            project.putArticle(text(there.get().path("article").path("id")), text);
        }
    }

    /** The article that a page's folder is; its own text is the folder's index page. */
    private String parent(String path) {
        var folder = PageNames.folder(path);
        if (folder.isEmpty()) {
            return "";
        }
        var known = folders.get(folder);
        if (known != null) {
            return known;
        }
        var name = PageNames.ofFolder(folder);
        var id = project.article(name)
                .map(article -> text(article.path("article").path("id")))
                .orElseGet(() -> project.createArticle(name, parent(folder), ""));
        folders.put(folder, id);
        return id;
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
        if (path.startsWith(WIKI)) {
            page(path)
                    .ifPresent(article ->
                            project.deleteArticle(text(article.path("article").path("id"))));
        } else if (path.startsWith(LIBRARY)) {
            var file = path.substring(LIBRARY.length());
            if (project.libraryFile(file).isPresent()) {
                project.deleteLibraryFile(file);
            }
        } else {
            var file = path.substring(BUNDLES.length());
            bundleFolder()
                    .filter(id -> project.folderFiles(id).contains(file))
                    .ifPresent(id -> project.deleteFolderFile(id, file));
        }
        table.fileGone(mirror, path);
    }

    private Optional<? extends JsonNode> page(String path) {
        return project.article(PageNames.of(path));
    }

    private Optional<String> bundleFolder() {
        if (bundleFolder.isEmpty()) {
            bundleFolder = project.flowObjects(ObjectKind.MANAGED_FOLDER).idOf(FOLDER);
        }
        return bundleFolder;
    }

    private static String text(JsonNode node) {
        return node.asString("");
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
