package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** One project in a folder: the layout that DSS writes to git, or an unpacked export with {@code project_config/}. */
public final class ProjectFolder implements ProjectReader {

    private static final String EXPORTED = "project_config";
    private static final long LARGEST_FILE = 16L << 20;

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
        return new ProjectFolder(projectRoot(folder), key);
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

    /**
     * The folder in which {@code params.json} lies: {@code folder} itself, or its {@code project_config/}.
     *
     * @throws ProblemException INVALID when neither has one
     */
    public static Path projectRoot(Path folder) {
        if (Files.isRegularFile(folder.resolve(ProjectFiles.PARAMS))) {
            return folder;
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
        var project = read();
        return List.of(new ProjectSummary(project.key(), project.name(), project.description()));
    }

    @Override
    public ProjectSnapshot read(String projectKey) {
        if (!projectKey.equals(key)) {
            throw ProblemException.of(
                    Kind.NOT_FOUND,
                    "dss.project-not-found",
                    "The folder " + root + " holds the project " + key + ", not " + projectKey + ".",
                    "Ask for " + key + ", or name another folder.");
        }
        return read();
    }

    /** Reads the project whole. */
    public ProjectSnapshot read() {
        var warnings = new ArrayList<Problem>();
        var snapshot = ProjectFiles.read(key, files(warnings));
        if (warnings.isEmpty()) {
            return snapshot;
        }
        return snapshot.withWarnings(
                Stream.concat(warnings.stream(), snapshot.warnings().stream()).toList());
    }

    private Map<String, String> files(List<Problem> warnings) {
        var files = new TreeMap<String, String>();
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
                        addFile(file, attributes.size(), files, warnings);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    warnings.add(ProjectFiles.unreadable(relative(file), failure.getMessage() + "."));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return files;
    }

    private void addFile(Path file, long size, Map<String, String> files, List<Problem> warnings) {
        var path = relative(file);
        if (!ProjectFiles.isDefinition(path)) {
            return;
        }
        if (size > LARGEST_FILE) {
            warnings.add(ProjectFiles.unreadable(path, "it is larger than 16 MiB."));
            return;
        }
        try {
            files.put(path, Files.readString(file));
        } catch (CharacterCodingException notText) {
            warnings.add(ProjectFiles.unreadable(path, "it is not UTF-8 text."));
        } catch (IOException failure) {
            warnings.add(ProjectFiles.unreadable(path, failure.getMessage() + "."));
        }
    }

    private String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static String exportedKey(Path folder) {
        var manifest = folder.resolve("export-manifest.json");
        if (Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
            try {
                var key = Documents.text(Documents.json().readTree(Files.readString(manifest)), "originalProjectKey");
                if (!key.isEmpty()) {
                    return key;
                }
            } catch (IOException | JacksonException unreadable) {
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
