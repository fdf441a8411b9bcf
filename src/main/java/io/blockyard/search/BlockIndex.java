package io.blockyard.search;

import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Lifecycle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * One Lucene index of blocks with its single writer. It says itself how far in the change feed it is: the sequence
 * stands in each commit. An index of another schema lives in another folder, so that a new one is built beside it.
 */
final class BlockIndex implements AutoCloseable {

    /** Changed whenever documents are written differently; an index of another schema is built anew. */
    static final int SCHEMA = 1;

    private static final String FOLDER_PREFIX = "blocks-";
    private static final String SCHEMA_KEY = "schema";
    private static final String SEQUENCE_KEY = "sequence";

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final FacetsConfig facets = facetsConfig();
    private volatile long sequence;
    private volatile @Nullable FacetState facetState;

    private BlockIndex(Directory directory) throws IOException {
        this.directory = directory;
        var config = new IndexWriterConfig(BlockAnalyzer.ofFields()).setCommitOnClose(false);
        this.writer = new IndexWriter(directory, config);
        try {
            var data = committedData(writer);
            if (data.isEmpty()) {
                commit(0);
            } else if (!String.valueOf(SCHEMA).equals(data.get(SCHEMA_KEY))) {
                writer.deleteAll();
                commit(0);
            } else {
                this.sequence = Long.parseLong(data.getOrDefault(SEQUENCE_KEY, "0"));
            }
            this.searchers = new SearcherManager(writer, new SearcherFactory());
            checkIntegrity();
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /**
     * Opens the index below {@code home}, or makes an empty one.
     *
     * @throws org.apache.lucene.store.LockObtainFailedException when another process writes to it
     * @throws IOException when it is damaged or cannot be read
     */
    static BlockIndex open(Path home) throws IOException {
        var directory = FSDirectory.open(folder(home));
        try {
            return new BlockIndex(directory);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** An index that lives as long as the object. */
    static BlockIndex inMemory() throws IOException {
        return new BlockIndex(new ByteBuffersDirectory());
    }

    static Path folder(Path home) {
        return home.resolve(FOLDER_PREFIX + SCHEMA);
    }

    /** Removes the index, damaged or not, so that it is built anew. */
    static void delete(Path home) throws IOException {
        deleteFolder(folder(home));
    }

    /** Removes indexes of other schemas, once this one has caught up. */
    static void deleteOthers(Path home) throws IOException {
        try (var folders = Files.list(home)) {
            for (var folder : folders.toList()) {
                var name = Objects.requireNonNull(folder.getFileName()).toString();
                if (name.startsWith(FOLDER_PREFIX) && !folder.equals(folder(home))) {
                    deleteFolder(folder);
                }
            }
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** How far in the change feed this index is. */
    long sequence() {
        return sequence;
    }

    /** Whether its files are still where they were. */
    boolean exists() throws IOException {
        try {
            return DirectoryReader.indexExists(directory);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Writes one batch and makes it visible; it is whole or not at all. */
    void apply(List<CatalogBlock> blocks, BlockFeed feed, long newSequence) throws IOException {
        for (var block : blocks) {
            if (block.lifecycle() == Lifecycle.YANKED) {
                writer.deleteDocuments(BlockDocument.key(block));
                continue;
            }
            var article = feed.articleText(block.manifest().id());
            writer.updateDocument(BlockDocument.key(block), facets.build(BlockDocument.of(block, article)));
        }
        commit(newSequence);
        searchers.maybeRefreshBlocking();
    }

    /** Does some reading on one state of the index. */
    <T> T read(Reading<T> reading) throws IOException {
        var searcher = searchers.acquire();
        try {
            return reading.read(searcher, facetState(searcher.getIndexReader()));
        } finally {
            searchers.release(searcher);
        }
    }

    /** Work on one state of the index; {@code state} is null while no block has a facet. */
    interface Reading<T> {
        T read(IndexSearcher searcher, @Nullable SortedSetDocValuesReaderState state) throws IOException;
    }

    FacetsConfig facets() {
        return facets;
    }

    @Override
    public void close() throws IOException {
        try (directory;
                writer) {
            searchers.close();
        }
    }

    private record FacetState(IndexReader reader, SortedSetDocValuesReaderState state) {}

    private @Nullable SortedSetDocValuesReaderState facetState(IndexReader reader) throws IOException {
        var known = facetState;
        if (known != null && known.reader().equals(reader)) {
            return known.state();
        }
        if (reader.numDocs() == 0) {
            return null;
        }
        var state = new DefaultSortedSetDocValuesReaderState(reader, facets);
        facetState = new FacetState(reader, state);
        return state;
    }

    private void commit(long newSequence) throws IOException {
        writer.setLiveCommitData(Map.of(SCHEMA_KEY, String.valueOf(SCHEMA), SEQUENCE_KEY, String.valueOf(newSequence))
                .entrySet());
        writer.commit();
        sequence = newSequence;
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

    private static FacetsConfig facetsConfig() {
        var config = new FacetsConfig();
        Arrays.stream(Facet.values()).forEach(facet -> config.setMultiValued(facet.label(), true));
        return config;
    }
}
