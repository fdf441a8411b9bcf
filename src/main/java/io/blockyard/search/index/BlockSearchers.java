package io.blockyard.search.index;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.jspecify.annotations.Nullable;

/** Searchers that rank as it suits fields whose terms are weighed by where they stand. */
public final class BlockSearchers extends SearcherFactory {

    /** From this weight of its places on, a word says hardly more the more it weighs. */
    public static final float SATURATION = 4f;
    /** How much of a long text counts less than of a short one. */
    public static final float LENGTH_SHARE = 0.35f;

    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader before) {
        var searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity(SATURATION, LENGTH_SHARE));
        return searcher;
    }
}
