package io.blockyard.catalog;

import java.util.function.Supplier;

/**
 * A file of a registry tree. What is large is read when it is needed: all bundles and attachments together may be larger
 * than the memory.
 */
public final class TreeFile {

    private final String digest;
    private final Supplier<byte[]> content;

    private TreeFile(String digest, Supplier<byte[]> content) {
        this.digest = digest;
        this.content = content;
    }

    /** A file whose bytes are there. */
    public static TreeFile of(byte[] bytes) {
        return new TreeFile(Bundle.digest(bytes), () -> bytes);
    }

    /** @param content reads the bytes, whose digest is known */
    static TreeFile stored(String digest, Supplier<byte[]> content) {
        return new TreeFile(digest, content);
    }

    /** Of its bytes, without reading them. */
    public String digest() {
        return digest;
    }

    /** Read anew each time. */
    public byte[] bytes() {
        return content.get();
    }
}
