package io.blockyard.search.index;

import io.blockyard.block.BlockId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;

/** What an index holds of blocks, by the hash of all that a document is made of. */
final class WrittenHashes {

    private final Map<BlockId, String> hashes = new HashMap<>();

    private WrittenHashes() {}

    /** A block that is not there is left out. */
    static Map<BlockId, String> of(IndexReader reader, List<BlockText> texts) throws IOException {
        var found = new WrittenHashes();
        for (var leaf : reader.leaves()) {
            found.read(leaf.reader(), texts);
        }
        return found.hashes;
    }

    /** The places of all of them first, since what stands there is read forwards. */
    private void read(LeafReader segment, List<BlockText> texts) throws IOException {
        var terms = segment.terms(BlockDocument.KEY);
        if (terms == null) {
            return;
        }
        var each = terms.iterator();
        var live = segment.getLiveDocs();
        var here = new TreeMap<Integer, BlockId>();
        for (var text : texts) {
            if (each.seekExact(BlockDocument.key(text.block()).bytes())) {
                var found = each.postings(null, PostingsEnum.NONE);
                for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
                    if (live == null || live.get(doc)) {
                        here.put(doc, text.block().manifest().id());
                    }
                }
            }
        }
        var values = DocValues.getBinary(segment, BlockDocument.CONTENT_HASH);
        for (var found : here.entrySet()) {
            if (values.advanceExact(found.getKey())) {
                hashes.put(found.getValue(), values.binaryValue().utf8ToString());
            }
        }
    }
}
