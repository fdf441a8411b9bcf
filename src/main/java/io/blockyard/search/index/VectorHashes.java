package io.blockyard.search.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/** What the vectors of blocks are kept under, made or not: in each document a SHA-256 of 32 bytes for each text. */
final class VectorHashes {

    private static final int HASH_BYTES = 32;

    private VectorHashes() {}

    static BytesRef written(BlockText text) {
        var hashes = text.allEmbedded().stream().map(BlockText::vectorHash).collect(Collectors.joining());
        return new BytesRef(HexFormat.of().parseHex(hashes));
    }

    /** Tells whether some block has a hash, by its first eight bytes, which tell it from all others of a catalog. */
    static Predicate<String> of(IndexReader reader) throws IOException {
        var beginnings = LongStream.builder();
        for (var leaf : reader.leaves()) {
            var values = DocValues.getBinary(leaf.reader(), BlockDocument.VECTOR_HASHES);
            while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                var hashes = values.binaryValue();
                for (int at = 0; at < hashes.length; at += HASH_BYTES) {
                    beginnings.add(ByteBuffer.wrap(hashes.bytes).getLong(hashes.offset + at));
                }
            }
        }
        var sorted = beginnings.build().sorted().toArray();
        return hash -> Arrays.binarySearch(sorted, Long.parseUnsignedLong(hash, 0, 2 * Long.BYTES, 16)) >= 0;
    }
}
