package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The entries of a zip that somebody else has made. Nothing is unpacked to the disk and nothing is inflated that is not
 * asked for. A zip is refused as a whole when a name leads out of it, when a name occurs twice, when it holds a link or
 * something encrypted, or when an entry inflates beyond measure.
 */
final class ZipTree implements FileTree, AutoCloseable {

    private static final long LARGEST_FILE = 8L << 30;
    private static final long LONGEST_LIST = 32L << 20;
    private static final int MOST_ENTRIES = 100_000;

    /** Text is rarely packed to less than a hundredth; a bomb is, to a thousandth. */
    private static final long STEEPEST = 250;

    private static final long STEEP_FROM = 1L << 20;

    private final String name;
    private final ZipFile zip;
    private final TreeMap<String, Content> files = new TreeMap<>();

    private ZipTree(String name, ZipFile zip) {
        this.name = name;
        this.zip = zip;
    }

    /**
     * Opens a zip and looks at all its names.
     *
     * @param name what people call it
     * @throws ProblemException INVALID when it is no zip or one that is refused, NOT_FOUND when there is no such file
     */
    static ZipTree open(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            throw ProblemException.of(
                    Kind.NOT_FOUND, "dss.no-zip", "There is no file " + file + ".", "Name an export or bundle of DSS.");
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw refused(name, "it is larger than " + (LARGEST_FILE >> 30) + " GiB");
            }
            if (ZipDirectory.length(file) > LONGEST_LIST) {
                throw refused(name, "its list of entries is larger than " + (LONGEST_LIST >> 20) + " MiB");
            }
            return listed(new ZipTree(name, ZipFile.builder().setPath(file).get()));
        } catch (IOException | IllegalArgumentException malformed) {
            throw new ProblemException(
                    Kind.INVALID,
                    Problem.error(
                            "dss.zip-unreadable",
                            "\u201c" + name + "\u201d cannot be read as a zip: " + malformed.getMessage() + ".",
                            "Export the project in DSS again; perhaps the file was cut off on its way."),
                    malformed);
        }
    }

    private static ZipTree listed(ZipTree tree) throws IOException {
        try {
            tree.list();
            return tree;
        } catch (IOException | RuntimeException failure) {
            tree.close();
            throw failure;
        }
    }

    @Override
    public String called() {
        return "the zip \u201c" + name + "\u201d";
    }

    @Override
    public SortedMap<String, Content> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException nothingToLose) {
            // It was only read.
        }
    }

    private void list() throws IOException {
        var entries = zip.getEntries();
        var count = 0;
        while (entries.hasMoreElements()) {
            var entry = entries.nextElement();
            count++;
            if (count > MOST_ENTRIES) {
                throw refused(name, "it has more than " + MOST_ENTRIES + " entries");
            }
            var path = path(entry);
            if (entry.isUnixSymlink()) {
                throw refused(name, "\u201c" + path + "\u201d is a link");
            }
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                throw refused(name, "\u201c" + path + "\u201d is encrypted");
            }
            if (!entry.isDirectory() && files.put(path, new Entry(entry)) != null) {
                throw refused(name, "\u201c" + path + "\u201d occurs twice");
            }
        }
        if (count == 0) {
            throw refused(name, "it is empty");
        }
    }

    private String path(ZipArchiveEntry entry) {
        var path = entry.getName();
        if (!PathName.isInside(path.endsWith("/") ? path.substring(0, path.length() - 1) : path)) {
            throw refused(name, "\u201c" + PathName.printable(path) + "\u201d is no name of a file within it");
        }
        return path;
    }

    private static ProblemException refused(String name, String why) {
        return ProblemException.of(
                Kind.INVALID,
                "dss.zip-refused",
                "The zip \u201c" + name + "\u201d is refused: " + why + ".",
                "Give an export or a bundle as DSS makes it.");
    }

    /** One entry; it is inflated only as far as it says it is long, and as is plausible. */
    private final class Entry implements Content {

        private final ZipArchiveEntry entry;

        private Entry(ZipArchiveEntry entry) {
            this.entry = entry;
        }

        @Override
        public long size() {
            return Math.max(0, entry.getSize());
        }

        @Override
        public byte[] bytes() throws IOException {
            if (size() > STEEP_FROM && size() / Math.max(1, entry.getCompressedSize()) > STEEPEST) {
                throw refused(name, "\u201c" + entry.getName() + "\u201d inflates beyond measure");
            }
            try (var content = zip.getInputStream(entry)) {
                var bytes = content.readNBytes((int) Math.min(size() + 1, Integer.MAX_VALUE - 8));
                if (bytes.length != size()) {
                    throw new IOException("it is not as long as the zip says");
                }
                var sum = new CRC32();
                sum.update(bytes);
                if (entry.getCrc() != sum.getValue()) {
                    throw new IOException("it was damaged on its way");
                }
                return bytes;
            } catch (RuntimeException malformed) {
                throw new IOException("its packed form is broken", malformed);
            }
        }
    }
}
