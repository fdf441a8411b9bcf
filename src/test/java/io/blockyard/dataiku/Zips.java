package io.blockyard.dataiku;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips for tests. */
public final class Zips {

    private Zips() {}

    /** An export as DSS makes it: the definition below {@code project_config/}, the manifest and data beside it. */
    public static Path export(Path zip, Path project, String key) throws IOException {
        var root = ProjectFolder.projectRoot(project);
        var entries = new TreeMap<String, byte[]>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                entries.put(
                        "project_config/" + root.relativize(file).toString().replace('\\', '/'),
                        Files.readAllBytes(file));
            }
        }
        entries.put("export-manifest.json", bytes("{\"originalProjectKey\": \"" + key + "\", \"version\": 1}"));
        entries.put("managed_datasets/readings/part-0.csv", bytes("1;2;3\n".repeat(10_000)));
        return write(zip, entries);
    }

    static Path write(Path zip, Map<String, byte[]> entries) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return zip;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
