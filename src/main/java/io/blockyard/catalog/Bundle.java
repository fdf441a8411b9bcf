package io.blockyard.catalog;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import io.blockyard.dataiku.ProjectFiles;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;

/**
 * All that one version of a block is made of, as a zip: {@code manifest.json}, and in {@code definition/} the zone's
 * part of the source project in DSS's own git layout; a solution is its manifest alone. Equal content gives equal bytes: entries are sorted and dated
 * 1980-01-01, and the manifest inside tells no time of publication.
 *
 * @param manifest without metadata
 */
public record Bundle(BlockManifest manifest, ProjectSnapshot definition) {

    private static final String MANIFEST = "manifest.json";
    private static final String DEFINITION = "definition/";
    private static final int LARGEST = 256 << 20;

    public Bundle {
        manifest = manifest.withMetadata(null);
    }

    /** The zip's bytes with their digest. */
    public Packed pack() {
        return new Packed(ReproducibleZip.of(files()));
    }

    /**
     * Reads a zip that {@link #pack} made.
     *
     * @throws ProblemException CONFLICT when the bytes are not a bundle
     */
    public static Bundle unpack(byte[] bytes) {
        var files = unzip(bytes);
        var manifestText = files.remove(MANIFEST);
        if (manifestText == null) {
            throw damaged("it holds no " + MANIFEST);
        }
        var manifest = BlockFormats.json().readValue(manifestText, BlockManifest.class);
        var definition = new TreeMap<String, String>();
        files.forEach((path, text) -> {
            if (path.startsWith(DEFINITION)) {
                definition.put(path.substring(DEFINITION.length()), text);
            }
        });
        return new Bundle(manifest, ProjectFiles.read(manifest.sourceProject(), definition));
    }

    /** SHA-256 in 64 hexadecimal digits. */
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private SortedMap<String, byte[]> files() {
        var files = new TreeMap<String, byte[]>();
        files.put(MANIFEST, SafeFiles.utf8(BlockFormats.json().writeValueAsString(manifest) + "\n"));
        switch (manifest.type()) {
            case ZONE ->
                ProjectFiles.write(definition)
                        .forEach((path, text) -> files.put(DEFINITION + path, SafeFiles.utf8(text)));
            case SOLUTION -> {}
        }
        return files;
    }

    private static Map<String, String> unzip(byte[] bytes) {
        var files = new TreeMap<String, String>();
        long left = LARGEST;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var content = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
                left -= content.length;
                if (left < 0) {
                    throw damaged("it unpacks to more than 256 MiB");
                }
                files.put(Objects.requireNonNull(entry.getName()), new String(content, StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw damaged("it is no readable zip");
        }
        return files;
    }

    static ProblemException damaged(String why) {
        return ProblemException.of(
                ProblemException.Kind.CONFLICT,
                "catalog.bundle-damaged",
                "The bundle cannot be used: " + why + ".",
                "Restore it from a backup, or crawl the source project to publish it again.");
    }

    /** A bundle's bytes. */
    public static final class Packed {

        private final byte[] bytes;
        private final String digest;

        Packed(byte[] bytes) {
            this.bytes = bytes.clone();
            this.digest = Bundle.digest(bytes);
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        /** SHA-256 of the bytes, 64 hexadecimal digits. */
        public String digest() {
            return digest;
        }
    }
}
