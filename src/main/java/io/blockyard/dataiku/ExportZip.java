package io.blockyard.dataiku;

import io.blockyard.dataiku.RecipeTypes.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project as DSS exports it: {@code export-manifest.json} and the project's files below {@code project_config/}, without
 * data. DSS makes a new project of such a zip, also where it holds what no call creates: saved models, evaluation stores
 * and knowledge banks.
 */
public final class ExportZip {

    /** Where the project's own files lie. */
    public static final String PROJECT = "project_config/";

    /** What describes the zip. */
    public static final String MANIFEST = ExportManifest.FILE;

    /** For the first second of that day Java would add a time stamp that depends on the machine's time zone. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

    private static final int MANIFEST_VERSION = 3;

    private ExportZip() {}

    /** Writes the project; equal snapshots give equal bytes. The stream stays open. */
    public static void write(ProjectSnapshot project, OutputStream out) throws IOException {
        var entries = new TreeMap<String, byte[]>();
        entries.put(MANIFEST, bytes(ProjectFiles.text(manifest(project))));
        ProjectFiles.write(project).forEach((path, text) -> entries.put(PROJECT + path, bytes(text)));
        write(entries, out);
    }

    /** The same in memory. */
    public static byte[] of(ProjectSnapshot project) {
        var bytes = new ByteArrayOutputStream();
        try {
            write(project, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes a zip that depends on nothing but its entries. The stream stays open.
     *
     * @throws io.blockyard.problem.ProblemException INVALID when an entry's name leads out of the zip
     */
    public static void write(SortedMap<String, byte[]> entries, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (var file : entries.entrySet()) {
            PathName.requireInside(file.getKey());
            var entry = new ZipEntry(file.getKey());
            entry.setTimeLocal(DATE);
            zip.putNextEntry(entry);
            zip.write(file.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }

    /** What the export says of itself: the key, and what the project needs of the instance that imports it. */
    public static ObjectNode manifest(ProjectSnapshot project) {
        var manifest = Documents.empty();
        manifest.put("manifestVersion", MANIFEST_VERSION);
        manifest.put("originalProjectKey", project.key());
        manifest.putObject("exportedWithOptions");
        var content = manifest.putObject("actualContent");
        Stream.of("includedDatasets", "includedSavedModels", "includedManagedFolders")
                .forEach(content::putArray);
        var connections = manifest.putObject("requiredConnections");
        connections(project)
                .forEach((name, type) ->
                        connections.putObject(name).put("name", name).put("type", type));
        var environments = manifest.putArray("usedCodeEnvRefs");
        codeEnvironments(project)
                .forEach((name, language) ->
                        environments.addObject().put("envLang", language).put("envName", name));
        manifest.put(
                "hasPartitionedDataset",
                project.datasets().stream()
                        .anyMatch(dataset -> !dataset.document()
                                .path("partitioning")
                                .path("dimensions")
                                .isEmpty()));
        return manifest;
    }

    private static Map<String, String> connections(ProjectSnapshot project) {
        var connections = new TreeMap<String, String>();
        project.datasets().forEach(dataset -> connections.put(dataset.connection(), dataset.type()));
        project.objects().forEach(object -> {
            var connection = Documents.connection(object.document());
            connections.putIfAbsent(connection, Documents.text(object.document(), "type"));
        });
        connections.keySet().removeIf(name -> name.isEmpty() || name.startsWith("@"));
        return connections;
    }

    private static Map<String, String> codeEnvironments(ProjectSnapshot project) {
        var environments = new TreeMap<String, String>();
        var inherited = project.params().path("settings").path("codeEnvs");
        explicit(inherited.path("python"), "mode").forEach(name -> environments.put(name, "PYTHON"));
        explicit(inherited.path("r"), "mode").forEach(name -> environments.put(name, "R"));
        project.recipes().forEach(recipe -> {
            var language = RecipeTypes.language(recipe.type()) == Language.R ? "R" : "PYTHON";
            explicit(recipe.document().path("params").path("envSelection"), "envMode")
                    .forEach(name -> environments.put(name, language));
        });
        return environments;
    }

    private static Stream<String> explicit(JsonNode selection, String mode) {
        var name = Documents.text(selection, "envName");
        return Documents.text(selection, mode).equals("EXPLICIT_ENV") && !name.isEmpty()
                ? Stream.of(name)
                : Stream.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
