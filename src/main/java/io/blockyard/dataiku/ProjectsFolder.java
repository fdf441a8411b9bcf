package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder whose sub-folders are projects; a project's key is what its export manifest says, else its folder's name as it
 * is. Other files are ignored, as are links: they lead out of the folder that was named.
 */
public final class ProjectsFolder implements ProjectReader {

    private final Path folder;

    public ProjectsFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The names of the projects' folders, sorted; none when the folder does not exist.
     *
     * @throws ProblemException SETTINGS when the folder may not be read
     */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var children = Files.list(folder)) {
            return children.filter(child -> !Files.isSymbolicLink(child))
                    .filter(ProjectFolder::isProject)
                    .map(child -> child.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw ProjectFolder.unreadable(folder, failure);
        }
    }

    @Override
    public List<ProjectSummary> projects() {
        return byKey().entrySet().stream()
                .flatMap(entry -> ProjectFolder.at(entry.getValue(), entry.getKey()).projects().stream())
                .toList();
    }

    @Override
    public void require(String projectKey) {
        at(projectKey);
    }

    @Override
    public ProjectSnapshot read(String projectKey) {
        return ProjectFolder.at(at(projectKey), projectKey).read();
    }

    private Path at(String projectKey) {
        var folders = byKey();
        var found = folders.get(projectKey);
        if (found == null) {
            throw new ProblemException(
                    Kind.NOT_FOUND,
                    Problem.error(
                                    "dss.project-not-found",
                                    "There is no project \u201c" + projectKey + "\u201d in " + folder + ".",
                                    SimilarNames.remedy(projectKey, folders.keySet()))
                            .with(SimilarNames.of(projectKey, folders.keySet())));
        }
        return found;
    }

    /** Of two exports of one project, such as an old one beside it, the second is called as its folder is. */
    private SortedMap<String, Path> byKey() {
        var folders = new TreeMap<String, Path>();
        for (var name : names()) {
            var child = folder.resolve(name);
            var key = ProjectFolder.at(child).key();
            folders.putIfAbsent(folders.containsKey(key) ? name : key, child);
        }
        return folders;
    }
}
