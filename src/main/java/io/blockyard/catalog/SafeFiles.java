package io.blockyard.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;

/** Files that are either whole or not there: written beside their place and moved into it. */
final class SafeFiles {

    private SafeFiles() {}

    static void write(Path file, byte[] bytes) {
        try {
            var folder = Objects.requireNonNull(file.getParent());
            Files.createDirectories(folder);
            var temporary = Files.createTempFile(folder, ".blockyard-", ".tmp");
            try {
                Files.write(temporary, bytes);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Leaves a file with this very text as it is. */
    static void writeIfChanged(Path file, byte[] bytes) {
        try {
            if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
                return;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        write(file, bytes);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
