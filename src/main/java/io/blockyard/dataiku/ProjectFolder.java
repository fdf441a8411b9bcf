package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** One project in a folder: the layout that DSS writes to git, or an unpacked export with {@code project_config/}. */
public final class ProjectFolder implements ProjectReader {

    static final String EXPORTED = "project_config";

    private final Path root;
    private final String key;

    private ProjectFolder(Path root, String key) {
        this.root = root;
        this.key = key;
    }

    /**
     * The project in {@code folder} under the key that a person gives.
     *
     * @throws ProblemException NOT_FOUND when there is no such folder, INVALID when it holds no project
     */
    public static ProjectFolder at(Path folder, String key) {
        if (!Files.isDirectory(folder)) {
            throw ProblemException.of(
                    Kind.NOT_FOUND,
                    "dss.no-folder",
                    "There is no folder " + folder + ".",
                    "Name the folder that holds the project's params.json.");
        }
        return new ProjectFolder(projectRoot(real(folder)), key);
    }

    /** The project in {@code folder} under the key that its export manifest gives, else the folder's name as it is. */
    public static ProjectFolder at(Path folder) {
        return at(folder, exportedKey(folder));
    }

    /** Whether {@code folder} holds a project in one of the two layouts. */
    public static boolean isProject(Path folder) {
        return Files.isRegularFile(folder.resolve(ProjectFiles.PARAMS))
                || Files.isRegularFile(folder.resolve(EXPORTED).resolve(ProjectFiles.PARAMS));
    }

    /** The folder that a person names may itself be a link, such as {@code current}. */
    private static Path real(Path folder) {
        try {
            return Files.isSymbolicLink(folder) ? folder.toRealPath() : folder;
        } catch (IOException failure) {
            throw unreadable(folder, failure);
        }
    }

    static ProblemException unreadable(Path folder, IOException failure) {
        var why = failure instanceof AccessDeniedException ? "access is denied" : failure.getMessage();
        return new ProblemException(
                Kind.SETTINGS,
                Problem.error(
                        "dss.unreadable-folder",
                        "The folder " + folder + " cannot be read: " + why + ".",
                        "Let the user that runs Blockyard read it, with all that is in it."),
                failure);
    }

    /**
     * The folder in which {@code params.json} lies: {@code folder} itself, or its {@code project_config/}.
     *
     * @throws ProblemException INVALID when neither has one
     */
    public static Path projectRoot(Path folder) {
        if (Files.isRegularFile(folder.resolve(ProjectFiles.PARAMS))) {
            return folder;
        }
        if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            throw unreadable(folder, new AccessDeniedException(folder.toString()));
        }
        var exported = folder.resolve(EXPORTED);
        if (Files.isRegularFile(exported.resolve(ProjectFiles.PARAMS))) {
            return exported;
        }
        throw new ProblemException(
                Kind.INVALID,
                Problem.error(
                                "dss.no-project",
                                folder
                                        + " is not a DSS project: it has no params.json and no project_config/params.json.",
                                "Name the folder of one project, as DSS writes it to git or as an export unpacks.")
                        .with(projectsBelow(folder)));
    }

    /** The project key. */
    public String key() {
        return key;
    }

    @Override
    public List<ProjectSummary> projects() {
        return List.of(ProjectFiles.summary(key, params()));
    }

    @Override
    public void require(String projectKey) {
        if (!projectKey.equals(key)) {
            throw ProblemException.of(
                    Kind.NOT_FOUND,
                    "dss.project-not-found",
                    "The folder " + root + " holds the project " + key + ", not " + projectKey + ".",
                    "Ask for " + key + ", or name another folder.");
        }
    }

    @Override
    public ProjectSnapshot read(String projectKey) {
        require(projectKey);
        return read();
    }

    /** Reads the project whole. Links in it are not followed. */
    public ProjectSnapshot read() {
        var definition = new Definition();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return directory.equals(root) || ProjectFiles.mayHold(relative(directory))
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        definition.add(relative(file), attributes.size(), () -> Files.readAllBytes(file));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    definition.unreadable(relative(file), failure);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw unreadable(root, failure);
        }
        return definition.snapshot(key);
    }

    private byte[] params() {
        try {
            return Files.readAllBytes(root.resolve(ProjectFiles.PARAMS));
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    private String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static String exportedKey(Path folder) {
        var manifest = folder.resolve(ExportManifest.FILE);
        if (Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
            try {
                var key = ExportManifest.projectKey(Files.readAllBytes(manifest));
                if (!key.isEmpty()) {
                    return key;
                }
            } catch (IOException unreadable) {
                // The folder's name then serves, as it does where there is no manifest.
            }
        }
        var name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "PROJECT" : name.toString();
    }

    private static List<String> projectsBelow(Path folder) {
        try (var children = Files.list(folder)) {
            return children.filter(ProjectFolder::isProject)
                    .map(Path::toString)
                    .sorted()
                    .limit(10)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
