package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder whose sub-folders are projects; a project's key is its folder's name as it is, and other files are ignored, as
 * are links: they lead out of the folder that was named.
 */
public final class ProjectsFolder implements ProjectReader {

    private final Path folder;

    public ProjectsFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The keys of the projects, sorted; none when the folder does not exist.
     *
     * @throws ProblemException SETTINGS when the folder may not be read
     */
    public List<String> keys() {
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
        return keys().stream().flatMap(key -> project(key).projects().stream()).toList();
    }

    @Override
    public void require(String projectKey) {
        var keys = keys();
        if (!keys.contains(projectKey)) {
            throw new ProblemException(
                    Kind.NOT_FOUND,
                    Problem.error(
                                    "dss.project-not-found",
                                    "There is no project \u201c" + projectKey + "\u201d in " + folder + ".",
                                    SimilarNames.remedy(projectKey, keys))
                            .with(SimilarNames.of(projectKey, keys)));
        }
    }

    @Override
    public ProjectSnapshot read(String projectKey) {
        require(projectKey);
        return project(projectKey).read();
    }

    private ProjectFolder project(String key) {
        return ProjectFolder.at(folder.resolve(key), key);
    }
}
