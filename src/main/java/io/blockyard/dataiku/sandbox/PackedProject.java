package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.ExportZip;
import io.blockyard.dataiku.ProjectFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project packed as an export: {@code export-manifest.json}, {@code project_config/}, and data beside it.
 *
 * @param manifest empty when there is none
 * @param files path as in a project's folder → content; {@code params.json} is always among them
 */
record PackedProject(ObjectNode manifest, SortedMap<String, byte[]> files) {

    /** Kinds of data: the folder below {@link Project#DATA}, which is also the folder in the zip. */
    static final String UPLOADS = "uploads";

    static final String FOLDERS = "managed_folders";
    static final String ATTACHMENTS = "wiki_uploads";

    private static final Set<String> DATA = Set.of(UPLOADS, FOLDERS, ATTACHMENTS);
    private static final String PARAMS = "params.json";
    private static final int MOST_ENTRIES = 100_000;
    private static final long LARGEST = 256L << 20;

    /**
     * What a project holds now.
     *
     * @param data the kinds of data to take along
     */
    static PackedProject of(Project project, Set<String> data) {
        var files = new TreeMap<String, byte[]>();
        var store = project.files();
        for (var path : store.below("")) {
            if (!path.startsWith(".")) {
                store.read(path).ifPresent(content -> files.put(path, content));
            }
        }
        for (var kind : data) {
            var folder = Project.DATA + "/" + kind;
            for (var path : store.below(folder)) {
                store.read(folder + "/" + path).ifPresent(content -> files.put(folder + "/" + path, content));
            }
        }
        var manifest = ExportZip.manifest(ProjectFiles.read(project.key(), texts(files)));
        var options = Json.child(manifest, "exportedWithOptions");
        options.put("exportUploads", data.contains(UPLOADS));
        options.put("exportManagedFolders", data.contains(FOLDERS));
        return new PackedProject(manifest, files);
    }

    /**
     * Unpacks a zip.
     *
     * @throws Fault 400 when it is no zip, holds no project, leads out of its folder, or is too large
     */
    static PackedProject read(byte[] zip) {
        Optional<ObjectNode> manifest = Optional.empty();
        var files = new TreeMap<String, byte[]>();
        try (var stream = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            var left = LARGEST;
            for (var entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                var content = stream.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
                left -= content.length;
                if (left < 0 || files.size() >= MOST_ENTRIES) {
                    throw Fault.badRequest("The archive is too large");
                }
                if (entry.getName().equals(ExportZip.MANIFEST)) {
                    manifest = Optional.of(document(content));
                } else {
                    place(entry.getName()).ifPresent(path -> {
                        if (files.put(path, content) != null) {
                            throw Fault.badRequest("The archive holds a file twice: " + path);
                        }
                    });
                }
            }
        } catch (IOException | IllegalArgumentException malformed) {
            throw Fault.badRequest("The archive is not a zip: " + malformed.getMessage());
        }
        if (!files.containsKey(PARAMS)) {
            throw Fault.badRequest("The archive holds no project: it has no " + ExportZip.PROJECT + PARAMS);
        }
        return new PackedProject(manifest.orElseGet(Json::object), files);
    }

    /** The key of the project that was packed; empty when the archive does not tell. */
    String originalKey() {
        return Json.text(manifest, "originalProjectKey");
    }

    /** The same archive with another project document. */
    PackedProject withParams(ObjectNode params) {
        var changed = new TreeMap<>(files);
        changed.put(PARAMS, ProjectFiles.text(params).getBytes(StandardCharsets.UTF_8));
        return new PackedProject(manifest, changed);
    }

    ObjectNode params() {
        return document(files.getOrDefault(PARAMS, new byte[0]));
    }

    byte[] zip() {
        var bytes = new ByteArrayOutputStream();
        try {
            ExportZip.write(entries(), bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The entries of the zip. */
    SortedMap<String, byte[]> entries() {
        var entries = new TreeMap<String, byte[]>();
        entries.put(ExportZip.MANIFEST, ProjectFiles.text(manifest).getBytes(StandardCharsets.UTF_8));
        var data = Project.DATA + "/";
        files.forEach((path, content) ->
                entries.put(path.startsWith(data) ? path.substring(data.length()) : ExportZip.PROJECT + path, content));
        return entries;
    }

    private static Map<String, String> texts(Map<String, byte[]> files) {
        var texts = new HashMap<String, String>();
        files.forEach((path, content) -> {
            if (!path.startsWith(".")) {
                texts.put(path, new String(content, StandardCharsets.UTF_8));
            }
        });
        return texts;
    }

    /** Where an entry belongs; nowhere when it is neither of the project nor data. @throws Fault 400 for a way out */
    private static Optional<String> place(String entry) {
        if (entry.contains("\\") || Arrays.stream(entry.split("/", -1)).anyMatch(PackedProject::isNoName)) {
            throw Fault.badRequest("The archive holds a file of a bad name: " + entry);
        }
        if (entry.startsWith(ExportZip.PROJECT)) {
            var path = entry.substring(ExportZip.PROJECT.length());
            return path.startsWith(".") ? Optional.empty() : Optional.of(path);
        }
        var slash = entry.indexOf('/');
        return slash > 0 && DATA.contains(entry.substring(0, slash))
                ? Optional.of(Project.DATA + "/" + entry)
                : Optional.empty();
    }

    private static boolean isNoName(String segment) {
        return segment.isEmpty()
                || segment.equals(".")
                || segment.equals("..")
                || segment.chars().anyMatch(c -> c < ' ');
    }

    private static ObjectNode document(byte[] content) {
        try {
            if (JsonMapper.shared().readTree(content) instanceof ObjectNode document) {
                return document;
            }
        } catch (JacksonException malformed) {
            // Said below.
        }
        throw Fault.badRequest("The archive is damaged: its documents are not JSON");
    }
}
