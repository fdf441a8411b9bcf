package io.blockyard.dataiku;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** The list of entries at the end of a zip, looked at before anything reads it into memory. */
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int END64_LOCATOR = 0x07064b50;
    private static final int END64_LOCATOR_LENGTH = 20;
    private static final int LONGEST_COMMENT = 0xffff;

    private ZipDirectory() {}

    /**
     * How long the list of entries is, in bytes.
     *
     * @throws IOException when the file does not end as a zip does
     */
    static long length(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            var tailLength = (int) Math.min(bytes.length(), END_LENGTH + LONGEST_COMMENT + END64_LOCATOR_LENGTH);
            var tailStart = bytes.length() - tailLength;
            var tail = new byte[tailLength];
            bytes.seek(tailStart);
            bytes.readFully(tail);
            var words = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
            for (var end = tailLength - END_LENGTH; end >= 0; end--) {
                if (words.getInt(end) == END) {
                    return tailStart + end - start(bytes, words, end);
                }
            }
        }
        throw new IOException("it does not end as a zip does");
    }

    /** Where the list begins; a large zip says it elsewhere. */
    private static long start(RandomAccessFile bytes, ByteBuffer words, int end) throws IOException {
        var locator = end - END64_LOCATOR_LENGTH;
        if (locator < 0 || words.getInt(locator) != END64_LOCATOR) {
            return Integer.toUnsignedLong(words.getInt(end + 16));
        }
        var large = words.getLong(locator + 8);
        if (large < 0 || large > bytes.length() - 56) {
            throw new IOException("its list of entries lies outside of it");
        }
        bytes.seek(large + 48);
        var start = new byte[Long.BYTES];
        bytes.readFully(start);
        return ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }
}
