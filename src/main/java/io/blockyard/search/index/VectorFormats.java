package io.blockyard.search.index;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;

/**
 * How vectors are kept, by the number of blocks: compared one by one up to about ten thousand, where that is exact and
 * as fast as a graph; a graph of floats above; a graph of bytes from a hundred thousand on. While an index is built
 * there is no graph, which each joining of segments would make anew. Each segment says itself how it was written, so
 * that all live in one index.
 */
final class VectorFormats {

    private static final int CONNECTIONS = 16;
    private static final int BEAM = 100;
    private static final int MERGE_THREADS = 1;
    /**
     * How many neighbours a search is expected to want: a segment in which finding them by the graph would visit as
     * many vectors as there are gets no graph. For this number that is a segment of ten thousand.
     */
    private static final int NO_GRAPH_BELOW = 1_085;

    private static final int NO_GRAPH = Integer.MAX_VALUE;

    private static final long BYTES_ABOVE = 100_000;

    private VectorFormats() {}

    /**
     * @param blocks how many there are now; asked for each segment
     * @param built whether the index has held all of them
     */
    static Codec codec(LongSupplier blocks, BooleanSupplier built) {
        var plain = new Lucene99HnswVectorsFormat(CONNECTIONS, BEAM, MERGE_THREADS, null, NO_GRAPH);
        var floats = new Lucene99HnswVectorsFormat(CONNECTIONS, BEAM, MERGE_THREADS, null, NO_GRAPH_BELOW);
        var bytes = new Lucene104HnswScalarQuantizedVectorsFormat();
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                if (!built.getAsBoolean()) {
                    return plain;
                }
                return blocks.getAsLong() > BYTES_ABOVE ? bytes : floats;
            }
        };
    }
}
