package io.blockyard.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip whose bytes depend on nothing but its content and order: entries dated 1980-01-01, one compression. */
final class ReproducibleZip implements AutoCloseable {

    /** For the first second of that day Java would add a time stamp that depends on the machine's time zone. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

    private final ZipOutputStream zip;

    ReproducibleZip(OutputStream target) {
        this.zip = new ZipOutputStream(target, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_COMPRESSION);
    }

    static byte[] of(SortedMap<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ReproducibleZip(bytes)) {
            files.forEach(zip::add);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    void add(String path, byte[] content) {
        try {
            var entry = new ZipEntry(path);
            entry.setTimeLocal(DATE);
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
