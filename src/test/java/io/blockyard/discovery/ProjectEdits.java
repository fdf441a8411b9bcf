package io.blockyard.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** What somebody does to a project that lies in a folder. */
final class ProjectEdits {

    private ProjectEdits() {}

    /** The file of the zone of this name, in git layout. */
    static Path zoneFile(Path project, String name) throws IOException {
        try (var zones = Files.list(project.resolve("zones"))) {
            for (var zone : zones.toList()) {
                if (Files.readString(zone).contains("\"" + name + "\"")) {
                    return zone;
                }
            }
        }
        throw new AssertionError("no zone " + name);
    }

    /** In every file of the folder. */
    static void replace(Path project, String folder, String from, String to) throws IOException {
        try (var files = Files.list(project.resolve(folder))) {
            for (var file : files.toList()) {
                Files.writeString(file, Files.readString(file).replace(from, to));
            }
        }
    }

    static void append(Path file, String text) throws IOException {
        Files.writeString(file, Files.readString(file) + text);
    }

    static Path copy(Path from, Path to) throws IOException {
        FileSystemUtils.copyRecursively(from, to);
        return to;
    }
}
