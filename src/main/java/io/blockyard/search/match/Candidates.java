package io.blockyard.search.match;

import io.blockyard.search.index.Beside;
import io.blockyard.search.index.BlockDocument;
import io.blockyard.search.index.BlockProfile;
import io.blockyard.search.index.MatchFields;
import io.blockyard.search.index.Nearness;
import io.blockyard.search.language.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/** One state of the search index, as the matcher reads it: the catalog's words, and the blocks near a need. */
final class Candidates {

    private static final int SAMPLE = 256;
    private static final int MOST_FREQUENCIES = 20_000;
    /** How much the nearest sentence counts, against the whole text. */
    private static final double OF_SENTENCE = 0.3;

    private final IndexSearcher searcher;
    private final Facts facts;
    /** Those that were looked at before: the parts of a need find much the same blocks as the whole of it. */
    private final Map<Integer, BlockProfile> profiles = new ConcurrentHashMap<>();

    private Candidates(IndexSearcher searcher, Facts facts) {
        this.searcher = searcher;
        this.facts = facts;
    }

    /**
     * What holds of a whole state of the index; worked out once for each.
     *
     * @param frequencies in how many blocks stems stand, as far as somebody asked
     */
    record Facts(
            IndexReader reader,
            int blocks,
            double averageLength,
            List<float[]> vectors,
            Map<String, Integer> frequencies) {}

    static Candidates of(IndexSearcher searcher, @Nullable Facts known) throws IOException {
        var reader = searcher.getIndexReader();
        return new Candidates(
                searcher, known != null && known.reader().equals(reader) ? known : facts(searcher, reader));
    }

    /**
     * A block that may serve.
     *
     * @param cosine how near it comes in meaning, or what somebody says who needs it does; NaN while it has no vector
     * @param nearness the same, with the sentence of its description that comes nearest counting for some of it
     */
    record Candidate(int document, BlockProfile profile, double cosine, double nearness) {}

    Facts facts() {
        return facts;
    }

    int blocks() {
        return facts.blocks();
    }

    double averageLength() {
        return facts.averageLength();
    }

    List<float[]> sampleVectors() {
        return facts.vectors();
    }

    /** In how many blocks a stem stands; asked for again and again of the same ones. */
    int frequency(String stem) {
        var known = facts.frequencies().get(stem);
        if (known != null) {
            return known;
        }
        int counted = counted(stem);
        if (facts.frequencies().size() < MOST_FREQUENCIES) {
            facts.frequencies().put(stem, counted);
        }
        return counted;
    }

    private int counted(String stem) {
        try {
            return searcher.getIndexReader().docFreq(new Term(MatchFields.STEMS, stem));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of blocks, those of many blocks first. */
    List<String> words(int most) {
        try {
            var terms = MultiTerms.getTerms(searcher.getIndexReader(), MatchFields.WORDS);
            if (terms == null) {
                return List.of();
            }
            record Counted(String word, int blocks) {}
            var all = new ArrayList<Counted>();
            var each = terms.iterator();
            for (var term = each.next(); term != null; term = each.next()) {
                all.add(new Counted(term.utf8ToString(), each.docFreq()));
            }
            all.sort(Comparator.comparingInt(Counted::blocks).reversed().thenComparing(Counted::word));
            return all.stream().limit(most).map(Counted::word).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The word of some block that a mistyped one is nearest to; of equals, the one in most blocks. */
    Optional<String> nearestWord(String word, int slips) {
        try {
            var terms = MultiTerms.getTerms(searcher.getIndexReader(), MatchFields.WORDS);
            if (terms == null || slips == 0 || word.length() > Spelling.LONGEST) {
                return Optional.empty();
            }
            var near = new FuzzyTermsEnum(terms, new Term(MatchFields.WORDS, word), slips, 1, true);
            String best = null;
            double least = Double.MAX_VALUE;
            for (var term = near.next(); term != null; term = near.next()) {
                var found = term.utf8ToString();
                double cost = Spelling.cost(word, found, slips) - Math.min(0.3, near.docFreq() * 0.01);
                if (cost < least) {
                    least = cost;
                    best = found;
                }
            }
            return Optional.ofNullable(best);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was found for a need. */
    static final class Found {

        private final List<Candidate> candidates;
        private final float @Nullable [] vector;

        Found(List<Candidate> candidates, float @Nullable [] vector) {
            this.candidates = candidates;
            this.vector = vector;
        }

        List<Candidate> candidates() {
            return candidates;
        }

        /** What the need says; null when it was looked for by words alone. */
        float @Nullable [] vector() {
            return vector;
        }
    }

    /** What a need says, as a vector; null when that cannot be told. */
    @FunctionalInterface
    interface Meaning {
        float @Nullable [] vector();
    }

    /**
     * The blocks that fit best by words, and beside that those that fit best by meaning, each once.
     *
     * @param filters facet → accepted values
     * @param most how many by words, and how many by meaning
     */
    Found find(List<Concept> concepts, Meaning meaning, Map<String, List<String>> filters, int most) {
        var filter = CandidateQueries.filter(filters);
        var near = new TreeSet<Integer>();
        try (var nearing = Beside.begin(() -> Optional.ofNullable(near(meaning.vector(), filter, most, near)))) {
            var query = CandidateQueries.narrowed(CandidateQueries.words(concepts), filter);
            var documents = new TreeSet<Integer>();
            for (var hit : searcher.search(query, most).scoreDocs) {
                documents.add(hit.doc);
            }
            var vector = nearing.result().orElse(null);
            documents.addAll(near);
            return new Found(read(documents, vector), vector);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the documents near to a vector, and gives the vector back. */
    private float @Nullable [] near(
            float @Nullable [] vector, @Nullable Query filter, int most, Collection<Integer> documents)
            throws IOException {
        if (vector != null) {
            var query = new KnnFloatVectorQuery(BlockDocument.VECTOR, vector, most, filter);
            for (var hit : searcher.search(query, most).scoreDocs) {
                documents.add(hit.doc);
            }
        }
        return vector;
    }

    /** A block with what people would say who need it: what was written or learned, and what is generated. */
    record Example(String id, List<String> kept, List<String> generated) {}

    /** Some blocks with their asks, spread over the ids: the same ones in whatever order they were indexed. */
    List<Example> examples(int most) {
        try {
            var keys = keys();
            var examples = new ArrayList<Example>();
            int taken = Math.min(most, keys.size());
            for (int i = 0; i < taken; i++) {
                var key = keys.get((int) ((long) i * keys.size() / taken));
                for (var hit : searcher.search(new TermQuery(new Term(BlockDocument.KEY, key)), 1).scoreDocs) {
                    example(hit.doc).ifPresent(examples::add);
                }
            }
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of all blocks, in order; of one that is just replaced or removed, too. */
    private List<BytesRef> keys() throws IOException {
        var terms = MultiTerms.getTerms(searcher.getIndexReader(), BlockDocument.KEY);
        var keys = new ArrayList<BytesRef>();
        if (terms != null) {
            var each = terms.iterator();
            for (var key = each.next(); key != null; key = each.next()) {
                keys.add(BytesRef.deepCopyOf(key));
            }
        }
        return keys;
    }

    private Optional<Example> example(int document) throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        var asks = DocValues.getBinary(leaf.reader(), MatchFields.EXAMPLES);
        var block = read(new TreeSet<>(Set.of(document)), null);
        if (block.isEmpty() || !asks.advanceExact(document - leaf.docBase)) {
            return Optional.empty();
        }
        var lines = asks.binaryValue().utf8ToString().lines().toList();
        return Optional.of(new Example(
                block.getFirst().profile().head().id(),
                marked(lines, MatchFields.KEPT),
                marked(lines, MatchFields.GENERATED)));
    }

    private static List<String> marked(List<String> lines, char mark) {
        return lines.stream()
                .filter(line -> line.charAt(0) == mark)
                .map(line -> line.substring(1))
                .toList();
    }

    private List<Candidate> read(SortedSet<Integer> documents, float @Nullable [] vector) throws IOException {
        var found = new ArrayList<Candidate>(documents.size());
        for (var leaf : searcher.getIndexReader().leaves()) {
            var here =
                    documents.subSet(leaf.docBase, leaf.docBase + leaf.reader().maxDoc());
            if (!here.isEmpty()) {
                read(leaf, here, vector, found);
            }
        }
        return found;
    }

    private void read(
            LeafReaderContext leaf, Iterable<Integer> documents, float @Nullable [] vector, List<Candidate> found)
            throws IOException {
        var written = DocValues.getBinary(leaf.reader(), MatchFields.PROFILE);
        var vectors = vector == null ? null : leaf.reader().getFloatVectorValues(BlockDocument.VECTOR);
        var place = vectors == null ? null : vectors.iterator();
        var parts = DocValues.getBinary(leaf.reader(), BlockDocument.NEARNESS);
        var live = leaf.reader().getLiveDocs();
        for (int document : documents) {
            int local = document - leaf.docBase;
            if (live != null && !live.get(local)) {
                continue;
            }
            var profile = profiles.get(document);
            if (profile == null) {
                if (!written.advanceExact(local)) {
                    continue;
                }
                var bytes = written.binaryValue();
                profile = BlockProfile.read(bytes.bytes, bytes.offset, bytes.length);
                profiles.put(document, profile);
            }
            double cosine = Double.NaN;
            double nearness = Double.NaN;
            if (vectors != null && place != null && vector != null && reaches(place, local)) {
                double whole = VectorUtil.dotProduct(vector, vectors.vectorValue(place.index()));
                var near = parts.advanceExact(local) ? Nearness.of(parts.binaryValue(), vector) : Nearness.NONE;
                cosine = near.cosine(whole);
                nearness = near.leaning(whole, OF_SENTENCE);
            }
            found.add(new Candidate(document, profile, cosine, nearness));
        }
    }

    private static boolean reaches(KnnVectorValues.DocIndexIterator place, int document) throws IOException {
        if (place.docID() < document) {
            place.advance(document);
        }
        return place.docID() == document && place.docID() != DocIdSetIterator.NO_MORE_DOCS;
    }

    private static Facts facts(IndexSearcher searcher, IndexReader reader) throws IOException {
        var statistics = reader.numDocs() == 0 ? null : searcher.collectionStatistics(MatchFields.STEMS);
        double average =
                statistics == null ? 1 : (double) statistics.sumTotalTermFreq() / Math.max(1, statistics.docCount());
        return new Facts(reader, reader.numDocs(), average, sample(reader), new ConcurrentHashMap<>());
    }

    private static List<float[]> sample(IndexReader reader) throws IOException {
        int all = 0;
        for (var leaf : reader.leaves()) {
            var values = leaf.reader().getFloatVectorValues(BlockDocument.VECTOR);
            all += values == null ? 0 : values.size();
        }
        int step = Math.max(1, all / SAMPLE);
        var sample = new ArrayList<float[]>();
        for (var leaf : reader.leaves()) {
            var values = leaf.reader().getFloatVectorValues(BlockDocument.VECTOR);
            for (int ordinal = 0; values != null && ordinal < values.size(); ordinal += step) {
                sample.add(values.vectorValue(ordinal).clone());
            }
        }
        return List.copyOf(sample);
    }
}
