package io.blockyard.catalog;

import java.util.Map;
import java.util.Optional;

/** The files of a registry tree, read one by one: all bundles together may be larger than the memory. */
@FunctionalInterface
public interface RegistryFiles {

    /** @param path as {@link RegistryTree#files} names it; empty when there is no such file */
    Optional<byte[]> file(String path);

    /** Those that are in memory already. */
    static RegistryFiles of(Map<String, byte[]> files) {
        return path -> Optional.ofNullable(files.get(path));
    }
}
