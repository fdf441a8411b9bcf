package io.blockyard.search.index;

import io.blockyard.block.BlockId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.SingleInstanceLockFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Lucene index of blocks with its single writer. It says itself how far in the change feed it is and whether it
 * ever had all of it: both stand in each commit.
 */
public final class BlockIndex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BlockIndex.class);

    private static final String SCHEMA_KEY = "schema";
    private static final String MODEL_KEY = "model";
    private static final String SEQUENCE_KEY = "sequence";
    private static final String COMPLETE_KEY = "complete";
    private static final String UNSETTLED_KEY = "unsettled";
    private static final String NOTE = "note:";

    private static final Query WITHOUT_VECTOR = new BooleanQuery.Builder()
            .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
            .add(new FieldExistsQuery(BlockDocument.NEARNESS), Occur.MUST_NOT)
            .build();

    /** From so many blocks on it is worth while to share the work. */
    private static final int MANY = 64;

    /** From so many documents written since, that also make up half of the index, it is worth while to settle it. */
    private static final long WORTH_SETTLING = 1_000;

    /** What is written lies in memory up to this, and becomes one segment for each processor. */
    private static final double BUFFER_MB = 48;

    private final Directory directory;
    private final String model;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final FacetsConfig facets = FacetTable.facets();
    private final Map<String, String> notes = new ConcurrentHashMap<>();
    private final TextReader reader = new TextReader();
    /** Documents written since the index was in few pieces. */
    private final AtomicLong unsettled = new AtomicLong();

    /** How many of them are being joined; 0 while nothing is. */
    private volatile long settling;

    private volatile long sequence;
    private volatile boolean complete;
    private volatile @Nullable FacetTable facetTable;

    private BlockIndex(Directory directory, @Nullable IndexFormat wanted) throws IOException {
        this.directory = directory;
        var config = new IndexWriterConfig(BlockAnalyzer.ofFields())
                .setCodec(VectorFormats.codec(this::documents, () -> complete))
                .setRAMBufferSizeMB(BUFFER_MB)
                .setCommitOnClose(false);
        this.writer = new IndexWriter(directory, config);
        try {
            var data = committedData(writer);
            var here = new IndexFormat(
                    Integer.parseInt(data.getOrDefault(SCHEMA_KEY, "0")), data.getOrDefault(MODEL_KEY, ""));
            this.model = wanted == null ? here.model() : wanted.model();
            if (wanted == null || here.equals(wanted)) {
                this.sequence = Long.parseLong(data.getOrDefault(SEQUENCE_KEY, "0"));
                this.complete = Boolean.parseBoolean(data.get(COMPLETE_KEY));
                this.unsettled.set(Long.parseLong(data.getOrDefault(UNSETTLED_KEY, "0")));
                data.forEach((key, value) -> {
                    if (key.startsWith(NOTE)) {
                        notes.put(key.substring(NOTE.length()), value);
                    }
                });
            } else {
                writer.deleteAll();
                commit(0);
            }
            this.searchers = new SearcherManager(writer, new BlockSearchers());
            checkIntegrity();
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /**
     * Opens the index in a folder, or makes an empty one.
     *
     * @param wanted what it is emptied for when it holds another format; null to take it as it is
     * @throws org.apache.lucene.store.LockObtainFailedException when another process writes to it
     * @throws IOException when it is damaged or cannot be read
     */
    static BlockIndex open(Path folder, @Nullable IndexFormat wanted) throws IOException {
        var directory = FSDirectory.open(folder);
        try {
            return new BlockIndex(directory, wanted);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** An index that lives as long as the object. */
    static BlockIndex inMemory(IndexFormat format) throws IOException {
        var files = new ByteBuffersDirectory(
                new SingleInstanceLockFactory(), ByteBuffersDataOutput::new, ByteBuffersDirectory.OUTPUT_AS_ONE_BUFFER);
        return new BlockIndex(files, format);
    }

    /** How far in the change feed this index is. */
    public long sequence() {
        return sequence;
    }

    /** What was noted with this index; empty when nothing was, or the index was built anew since. */
    public String note(String name) {
        return notes.getOrDefault(name, "");
    }

    /** Keeps something that was worked out from this index, as long as it lies here. */
    void note(String name, String value) throws IOException {
        notes.put(name, value);
        commit(sequence);
    }

    /** Whose vectors it holds; a question embedded by another model must not be compared with them. */
    public String model() {
        return model;
    }

    /** Whether it once held everything that there was to index. */
    boolean isComplete() {
        return complete;
    }

    /** Whether its files are still where they were. */
    boolean exists() throws IOException {
        try {
            return DirectoryReader.indexExists(directory);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** How many blocks it holds, about; a replaced one may count twice until its segment is merged. */
    public long documents() {
        return writer.getDocStats().numDocs;
    }

    /**
     * Writes some blocks, many of them on all processors; {@link #show} makes them visible. A block whose document would be
     * the same is left alone.
     *
     * @param texts each block once
     * @param meanings of those blocks whose vectors are known
     * @return how many documents were written
     */
    int write(List<BlockText> texts, Map<BlockId, BlockMeaning> meanings) throws IOException {
        var hashes = hashes(texts);
        var work = texts.size() < MANY ? texts.stream() : texts.parallelStream();
        try {
            return (int) work.filter(text -> {
                        try {
                            return writeIfChanged(
                                    text, hashes.get(text.block().manifest().id()), meanings);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .count();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e.getCause());
        }
    }

    /** Makes visible what was written, whole or not at all. */
    void show(long newSequence) throws IOException {
        commit(newSequence);
        searchers.maybeRefreshBlocking();
        // only now: whoever waits for it searches at once
        sequence = newSequence;
        reader.forget();
    }

    /**
     * Joins the pieces in which the index was written, when they are many, since each is asked by itself. That goes on in
     * the background and holds up nobody who writes; called again, it shows what has been joined meanwhile.
     */
    void settle() throws IOException {
        boolean joining =
                writer.hasPendingMerges() || !writer.getMergingSegments().isEmpty();
        if (settling > 0 && !joining) {
            unsettled.addAndGet(-settling);
            settling = 0;
            commit(sequence);
            searchers.maybeRefreshBlocking();
        }
        if (settling == 0 && unsettled.get() >= Math.max(WORTH_SETTLING, documents() / 2)) {
            settling = unsettled.get();
            writer.forceMerge(1, false);
        }
    }

    /** Whether no pieces are being joined; while it is built, they are not yet. */
    boolean isSettled() {
        return settling == 0;
    }

    private boolean writeIfChanged(BlockText text, @Nullable String before, Map<BlockId, BlockMeaning> meanings)
            throws IOException {
        if (!text.block().lifecycle().isOffered()) {
            writer.deleteDocuments(BlockDocument.key(text.block()));
            return false;
        }
        return !text.contentHash().equals(before)
                && writeDocument(text, meanings.get(text.block().manifest().id()));
    }

    /** Writes the blocks again, with their vectors; where the index stands in the feed stays as it is. */
    void addVectors(List<BlockText> texts, Map<BlockId, BlockMeaning> meanings) throws IOException {
        for (var text : texts) {
            var meaning = meanings.get(text.block().manifest().id());
            if (meaning != null && text.block().lifecycle().isOffered()) {
                writeDocument(text, meaning);
            }
        }
        commit(sequence);
        searchers.maybeRefreshBlocking();
        reader.forget();
    }

    /** One block that no document can be made of must not keep all others out; it stays as it was. */
    private boolean writeDocument(BlockText text, @Nullable BlockMeaning meaning) throws IOException {
        try {
            writer.updateDocument(
                    BlockDocument.key(text.block()), facets.build(BlockDocument.of(text, reader, meaning)));
            unsettled.incrementAndGet();
            return true;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            LOG.warn("{} cannot be indexed: {}", text.block().manifest().id(), e.toString());
            return false;
        }
    }

    /** Says that everything there was to index is in it. */
    void markComplete() throws IOException {
        if (!complete) {
            complete = true;
            commit(sequence);
        }
    }

    /** Some of the blocks of which not all vectors were made yet. */
    List<BlockId> withoutVector(int limit) throws IOException {
        return read((searcher, state) -> {
            var hits = searcher.search(WITHOUT_VECTOR, limit).scoreDocs;
            var ids = new java.util.ArrayList<BlockId>(hits.length);
            for (var hit : hits) {
                ids.add(IndexedContract.of(searcher, hit.doc).id());
            }
            return List.copyOf(ids);
        });
    }

    /** Tells whether vectors of its blocks, made or not, are kept under a hash. */
    Predicate<String> vectorHashes() throws IOException {
        return read((searcher, state) -> VectorHashes.of(searcher.getIndexReader()));
    }

    long countWithoutVector() throws IOException {
        return read((searcher, state) -> (long) searcher.count(WITHOUT_VECTOR));
    }

    /**
     * Does some reading on one state of the index.
     *
     * @throws IOException when its files cannot be read, also where the reading wrapped that
     */
    public <T> T read(Reading<T> reading) throws IOException {
        var searcher = searchers.acquire();
        try {
            return reading.read(searcher, facetTable(searcher.getIndexReader()));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e.getCause());
        } finally {
            searchers.release(searcher);
        }
    }

    /** Work on one state of the index; {@code facets} is null while there is no block. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(IndexSearcher searcher, @Nullable FacetTable facets) throws IOException;
    }

    @Override
    public void close() throws IOException {
        try (directory;
                writer) {
            searchers.close();
        }
    }

    private @Nullable FacetTable facetTable(IndexReader reader) throws IOException {
        var known = facetTable;
        if (known != null && known.isOf(reader)) {
            return known;
        }
        if (reader.numDocs() == 0) {
            return null;
        }
        var table = FacetTable.of(reader, facets, known);
        facetTable = table;
        return table;
    }

    private Map<BlockId, String> hashes(List<BlockText> texts) throws IOException {
        var searcher = searchers.acquire();
        try {
            return WrittenHashes.of(searcher.getIndexReader(), texts);
        } finally {
            searchers.release(searcher);
        }
    }

    private void commit(long newSequence) throws IOException {
        var data = new HashMap<String, String>();
        data.put(SCHEMA_KEY, String.valueOf(IndexFormat.SCHEMA));
        data.put(MODEL_KEY, model);
        data.put(SEQUENCE_KEY, String.valueOf(newSequence));
        data.put(COMPLETE_KEY, String.valueOf(complete));
        data.put(UNSETTLED_KEY, String.valueOf(unsettled.get()));
        notes.forEach((name, value) -> data.put(NOTE + name, value));
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
    }

    private void checkIntegrity() throws IOException {
        var searcher = searchers.acquire();
        try {
            for (var leaf : searcher.getIndexReader().leaves()) {
                leaf.reader().checkIntegrity();
            }
        } finally {
            searchers.release(searcher);
        }
    }

    private static Map<String, String> committedData(IndexWriter writer) {
        var data = new HashMap<String, String>();
        var live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }
}
