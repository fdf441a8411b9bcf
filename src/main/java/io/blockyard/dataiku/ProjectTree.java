package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The projects in a {@link FileTree}: one at its root, or several in folders. As elsewhere, a project is where
 * {@code params.json} or {@code project_config/params.json} lies.
 */
final class ProjectTree implements ProjectReader {

    private static final int DEEPEST = 4;

    private final FileTree tree;
    private final SortedMap<String, Place> places = new TreeMap<>();

    /** Where a project lies: {@code root} is empty or ends with a slash; whether its files say its key themselves. */
    private record Place(String key, String root, boolean keyIsKnown) {}

    /**
     * Finds the projects.
     *
     * @param below the folder to look in, empty for the whole tree
     * @param fallbackKey the key of a project at the root that does not say its own
     * @throws ProblemException INVALID when there is no project
     */
    ProjectTree(FileTree tree, String below, String fallbackKey) {
        this.tree = tree;
        var start = below.isEmpty() ? "" : below.replaceAll("^/+|/+$", "") + "/";
        var folders = List.of(start);
        for (var depth = 0; depth <= DEEPEST && places.isEmpty(); depth++) {
            folders.forEach(folder -> addProject(folder, fallbackKey));
            folders = folders.stream()
                    .flatMap(folder -> children(folder).stream())
                    .toList();
        }
        if (places.isEmpty()) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "dss.no-project",
                    "There is no DSS project in " + tree.called() + (start.isEmpty() ? "" : ", folder " + start)
                            + ": no params.json and no project_config/params.json.",
                    "Name a project as DSS writes it to git, exports it or bundles it.");
        }
    }

    @Override
    public List<ProjectSummary> projects() {
        return places.values().stream()
                .map(place -> ProjectFiles.summary(place.key(), text(root(place) + ProjectFiles.PARAMS)))
                .toList();
    }

    @Override
    public void require(String projectKey) {
        place(projectKey);
    }

    @Override
    public ProjectSnapshot read(String projectKey) {
        var root = root(place(projectKey));
        var definition = new Definition();
        below(root).forEach((path, content) -> {
            definition.add(path.substring(root.length()), content.size(), content::bytes);
        });
        LeftOut.read(tree.files()).stream()
                .filter(path -> path.startsWith(root))
                .map(path -> path.substring(root.length()))
                .filter(ProjectFiles::isDefinition)
                .forEach(definition::tooLarge);
        return definition.snapshot(projectKey);
    }

    /** The files that define the projects, with the manifests that give their keys, and nothing else. */
    SortedMap<String, FileTree.Content> definitions() {
        var definitions = new TreeMap<String, FileTree.Content>();
        for (var place : places.values()) {
            var root = root(place);
            below(root).forEach((path, content) -> {
                if (ProjectFiles.isDefinition(path.substring(root.length()))) {
                    definitions.put(path, content);
                }
            });
            var manifest = place.root() + ExportManifest.FILE;
            if (place.keyIsKnown()) {
                definitions.put(manifest, Objects.requireNonNull(tree.files().get(manifest)));
            }
        }
        return definitions;
    }

    /** Files in git layout do not hold their project's key, so that a person may give one to a lone project. */
    private Place place(String projectKey) {
        var place = places.get(projectKey);
        if (place != null) {
            return place;
        }
        var only = places.get(places.firstKey());
        if (places.size() == 1 && only != null && !only.keyIsKnown() && !projectKey.isBlank()) {
            return only;
        }
        throw new ProblemException(
                Kind.NOT_FOUND,
                Problem.error(
                                "dss.project-not-found",
                                "There is no project \u201c" + projectKey + "\u201d in " + tree.called() + ".",
                                SimilarNames.remedy(projectKey, places.keySet()))
                        .with(SimilarNames.of(projectKey, places.keySet())));
    }

    private void addProject(String folder, String fallbackKey) {
        if (tree.files().containsKey(folder + ProjectFiles.PARAMS)
                || tree.files().containsKey(folder + ProjectFolder.EXPORTED + "/" + ProjectFiles.PARAMS)) {
            var manifest = tree.files().get(folder + ExportManifest.FILE);
            var exported = manifest == null ? "" : ExportManifest.projectKey(bytes(manifest));
            var name = folder.isEmpty() ? fallbackKey : lastSegment(folder);
            var key = exported.isEmpty() ? name : exported;
            places.putIfAbsent(key, new Place(key, folder, !exported.isEmpty()));
        }
    }

    private String root(Place place) {
        return tree.files().containsKey(place.root() + ProjectFiles.PARAMS)
                ? place.root()
                : place.root() + ProjectFolder.EXPORTED + "/";
    }

    private List<String> children(String folder) {
        var children = new TreeSet<String>();
        for (var path : below(folder).keySet()) {
            var slash = path.indexOf('/', folder.length());
            if (slash > 0 && path.charAt(folder.length()) != '.') {
                children.add(path.substring(0, slash + 1));
            }
        }
        return new ArrayList<>(children);
    }

    private Map<String, FileTree.Content> below(String folder) {
        return folder.isEmpty() ? tree.files() : tree.files().subMap(folder, folder + Character.MAX_VALUE);
    }

    private byte[] text(String path) {
        var content = tree.files().get(path);
        return content == null ? new byte[0] : bytes(content);
    }

    private static byte[] bytes(FileTree.Content content) {
        try {
            return content.size() > Definition.LARGEST_DOCUMENT ? new byte[0] : content.bytes();
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    private static String lastSegment(String folder) {
        var path = folder.substring(0, folder.length() - 1);
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
