package io.blockyard.iac;

import io.blockyard.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A configuration folder in a zip: text files only, within limits, none outside its folder. */
public final class ConfigurationZip {

    static final int MOST_FILES = 1_000;
    /** Unpacked, all files together. */
    static final int MOST_BYTES = 8 << 20;

    private ConfigurationZip() {}

    /**
     * Path → text. A folder that holds everything, as some programs pack it, is left out of the paths.
     *
     * @throws ProblemException INVALID, saying which entry is wrong
     */
    public static Map<String, String> read(byte[] zip) {
        var files = new LinkedHashMap<String, String>();
        int left = MOST_BYTES;
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                var path = path(entry);
                var bytes = bounded(entries, left);
                left -= bytes.length;
                if (files.size() == MOST_FILES) {
                    throw refused("The zip holds more than " + MOST_FILES + " files.");
                }
                if (files.put(path, text(path, bytes)) != null) {
                    throw refused("The zip holds “" + path + "” twice.");
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw refused("The zip cannot be read: it is broken.");
        }
        if (files.isEmpty()) {
            throw refused("The zip holds no file.");
        }
        return withoutCommonFolder(files);
    }

    private static Map<String, String> withoutCommonFolder(Map<String, String> files) {
        var first = files.keySet().iterator().next();
        var folder = first.substring(0, first.indexOf('/') + 1);
        boolean common = !folder.isEmpty()
                && files.keySet().stream().allMatch(path -> path.startsWith(folder))
                && (files.containsKey(folder + "project.yml") || files.containsKey(folder + "project.yaml"));
        if (!common) {
            return files;
        }
        var inner = new LinkedHashMap<String, String>();
        files.forEach((path, text) -> inner.put(path.substring(folder.length()), text));
        return inner;
    }

    private static String path(ZipEntry entry) {
        var path = entry.getName();
        boolean outside = path.startsWith("/")
                || path.contains("\\")
                || path.contains(":")
                || Arrays.asList(path.split("/", -1)).contains("..");
        if (outside || path.chars().anyMatch(Character::isISOControl)) {
            throw refused("“" + path + "” is no path within the configuration's folder.");
        }
        return path;
    }

    private static byte[] bounded(InputStream entry, int left) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        for (int read = entry.read(buffer); read >= 0; read = entry.read(buffer)) {
            if (bytes.size() + read > left) {
                throw refused("The zip's files are larger than " + (MOST_BYTES >> 20) + " MiB unpacked.");
            }
            bytes.write(buffer, 0, read);
        }
        return bytes.toByteArray();
    }

    private static String text(String path, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw refused("“" + path + "” is no text in UTF-8.");
        }
    }

    private static ProblemException refused(String message) {
        return ProblemException.of(
                ProblemException.Kind.INVALID,
                "config.zip",
                message,
                "Send a zip of the folder with project.yml at its top, and the files it names.");
    }
}
