package io.blockyard.iac;

import io.blockyard.iac.config.ConfigurationReader;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Collects the files of a configuration from the disk: one YAML file, a folder or a zip of it, and the code that they refer to. */
public final class ConfigurationFiles {

    private static final int DEEPEST = 12;
    private static final int MOST_MODULES = 1_000;

    /** Of one file; every character of a text that can still be read takes four at most. */
    private static final long MOST_BYTES = 40 << 20;

    private ConfigurationFiles() {}

    /**
     * Path → text, as planning and validation take it. Code is found relative to the file or folder, and only below
     * it.
     *
     * @throws ProblemException NOT_FOUND when there is nothing to read
     */
    public static Map<String, String> read(Path fileOrFolder) {
        try {
            if (Files.isDirectory(fileOrFolder)) {
                return withCode(fileOrFolder, folder(fileOrFolder));
            }
            if (Files.isRegularFile(fileOrFolder) && fileOrFolder.toString().endsWith(".zip")) {
                return ConfigurationZip.read(bytes(fileOrFolder));
            }
            if (Files.isRegularFile(fileOrFolder)) {
                var files = new TreeMap<>(Map.of("project.yml", text(fileOrFolder)));
                var parent = fileOrFolder.toAbsolutePath().getParent();
                return parent == null ? files : withCode(parent, files);
            }
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemException.Kind.INVALID,
                    Problem.error(
                            "config.unreadable",
                            "\u201c" + fileOrFolder
                                    + "\u201d cannot be read: it is no text in UTF-8, or access is denied.",
                            ""),
                    e);
        }
        throw ProblemException.of(
                ProblemException.Kind.INVALID,
                "config.no-file",
                "There is no file or folder \u201c" + fileOrFolder + "\u201d.",
                "Name a YAML file, or a folder or zip with project.yml.");
    }

    /**
     * As {@link #read}, of one file that somebody sent: a YAML file, or a zip of a folder.
     *
     * @throws ProblemException INVALID when it is neither
     */
    public static Map<String, String> of(String name, byte[] content) {
        return name.toLowerCase(Locale.ROOT).endsWith(".zip")
                ? ConfigurationZip.read(content)
                : Map.of("project.yml", text(name, content));
    }

    private static String text(String name, byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "config.unreadable",
                    "\u201c" + name + "\u201d is no text in UTF-8.",
                    "Choose a YAML file, or a zip of a folder with project.yml.");
        }
    }

    private static String text(Path file) throws IOException {
        requireReadable(file);
        return Files.readString(file);
    }

    private static byte[] bytes(Path file) throws IOException {
        requireReadable(file);
        return Files.readAllBytes(file);
    }

    private static void requireReadable(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "config.too-large",
                    "\u201c" + file + "\u201d is larger than " + (MOST_BYTES >> 20) + " MiB.",
                    "A configuration holds no data; look whether this is the file that you mean.");
        }
    }

    private static Map<String, String> folder(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        for (String below : new String[] {"", "datasets", "recipes"}) {
            var where = folder.resolve(below);
            if (!Files.isDirectory(where)) {
                continue;
            }
            try (Stream<Path> children = Files.list(where)) {
                for (Path child : children.filter(Files::isRegularFile).toList()) {
                    var path = folder.relativize(child).toString().replace('\\', '/');
                    boolean main = path.equals("project.yml") || path.equals("project.yaml");
                    if (main || (!below.isEmpty() && path.matches(".*\\.ya?ml"))) {
                        files.put(path, text(child));
                    }
                }
            }
        }
        return files;
    }

    /** The modules that {@code use_class} may mean. */
    private static void modules(Path base, Map<String, String> all) throws IOException {
        boolean classes = all.values().stream().anyMatch(text -> text.contains("use_class"));
        for (String below : classes ? List.of("lib", "python") : List.<String>of()) {
            var root = base.resolve(below);
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(root, DEEPEST)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> file.toString().endsWith(".py"))
                        .limit(MOST_MODULES)
                        .toList()) {
                    all.put(base.relativize(file).toString().replace('\\', '/'), text(file));
                }
            }
        }
    }

    private static Map<String, String> withCode(Path base, Map<String, String> files) throws IOException {
        var all = new TreeMap<>(files);
        for (String reference : ConfigurationReader.codeReferences(files)) {
            var path = base.resolve(reference).normalize();
            if (path.startsWith(base.normalize()) && Files.isRegularFile(path)) {
                all.put(reference, text(path));
            }
        }
        modules(base, all);
        return all;
    }
}
