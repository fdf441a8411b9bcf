package io.blockyard.search.index;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.catalog.CatalogBlock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/** A block as a document of the index, and the names of the fields that are more than words. */
public final class BlockDocument {

    /** All words of the block, with the weight of the places where they stand: what is searched, and ranked by. */
    public static final String ALL = "all";
    /** The folded id, one term. */
    public static final String KEY = "id_key";
    /** Folded names of the columns that go in or out, without separators, a term each. */
    public static final String COLUMNS_IN = "columns_in";

    public static final String COLUMNS_OUT = "columns_out";
    /** Folded names of ports, a term each. */
    public static final String PORTS_IN = "ports_in";

    public static final String PORTS_OUT = "ports_out";
    /** The block's vector, of length one, compared by dot product; absent until it was made. */
    public static final String VECTOR = "vector";
    /** Every three neighbouring letters of the folded id, its ends marked: what a mistyped id still has. */
    public static final String ID_GRAMS = "id_grams";
    /** The words as they are written, folded only: what a misspelled word is compared with. */
    public static final String SPELLING = "spelling";
    /** {@code facet:folded value} and the value itself behind {@link #BEHIND}. */
    public static final String VALUE_START = "value_start";
    /** The folded column and its name behind {@link #BEHIND}. */
    public static final String COLUMN_START = "column_start";

    public static final String NAME_START = "name_start";
    /** Separates what is looked up from what is shown. */
    public static final char BEHIND = '\u001f';

    public static final String NAME_ORDER = "name_order";
    public static final String ID_ORDER = "id_order";
    /** When the newest version was published, milliseconds since 1970. */
    public static final String PUBLISHED = "published";

    static final String CONTENT_HASH = "content_hash";
    /** What is read by {@link VectorHashes}. */
    static final String VECTOR_HASHES = "vector_hashes";
    /** What is read by {@link Nearness}; absent until all of the block's vectors were made. */
    public static final String NEARNESS = "nearness";

    static final String CONTRACT = "contract";

    /** Lucene refuses longer terms and values (32,766 bytes); four bytes at most for a character. */
    private static final int LONGEST_VALUE = 2_000;

    private static final int GRAM = 3;
    private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s.]+");
    private static final int MOST_REPEATED = 3;
    /** Places that are shown with what matched marked. */
    private static final Set<BlockField> SHOWN = EnumSet.of(
            BlockField.NAME, BlockField.DESCRIPTION, BlockField.ARTICLE, BlockField.ASKS, BlockField.COLUMNS);

    private static final FieldType WITH_OFFSETS = textType(true);
    private static final FieldType WORDS = textType(false);
    private static final FieldType VOCABULARY = vocabularyType();

    private BlockDocument() {}

    static Term key(CatalogBlock block) {
        return new Term(KEY, Facet.fold(block.manifest().id().value()));
    }

    /** @param meaning null while it was not made */
    static Document of(BlockText text, TextReader reader, @Nullable BlockMeaning meaning) {
        var block = text.block();
        var document = new Document();
        searched(document, text, reader);
        MatchFields.add(document, text, reader);
        contract(document, block.manifest());
        sorted(document, block);
        for (var facet : Facet.values()) {
            for (var value : facet.valuesOf(block)) {
                var clipped = clip(value);
                var folded = Facet.fold(clipped);
                document.add(new SortedSetDocValuesFacetField(facet.label(), clipped));
                term(document, facet.keyField(), folded);
                term(document, VALUE_START, facet.label() + ":" + folded + BEHIND + clipped);
            }
        }
        shown(document, block);
        document.add(new BinaryDocValuesField(CONTENT_HASH, new BytesRef(text.contentHash())));
        document.add(new BinaryDocValuesField(VECTOR_HASHES, VectorHashes.written(text)));
        if (meaning != null && VectorUtil.dotProduct(meaning.whole(), meaning.whole()) > 0) {
            document.add(new KnnFloatVectorField(
                    VECTOR, VectorUtil.l2normalize(meaning.whole().clone()), VectorSimilarityFunction.DOT_PRODUCT));
            if (meaning.isComplete()) {
                document.add(new BinaryDocValuesField(NEARNESS, Nearness.written(meaning)));
            }
        }
        return document;
    }

    private static void searched(Document document, BlockText text, TextReader reader) {
        var manifest = text.block().manifest();
        var id = Facet.fold(manifest.id().value());
        term(document, KEY, id);
        term(document, NAME_START, Facet.fold(clip(manifest.name())));
        grams(id).forEach(gram -> term(document, ID_GRAMS, gram));
        var weights = new HashMap<String, Integer>();
        var written = new LinkedHashSet<String>();
        texts(text).forEach((field, words) -> {
            if (!words.isBlank()) {
                var read = reader.read(words);
                document.add(new Field(
                        field.label(), new ReadTokens(read.tokens()), SHOWN.contains(field) ? WITH_OFFSETS : WORDS));
                if (SHOWN.contains(field)) {
                    document.add(new StoredField(field.label(), words));
                }
                weigh(field, read.joined(), weights);
                read.tokens().stream()
                        .filter(token -> token.step() > 0)
                        .map(TextReader.Token::term)
                        .forEach(written::add);
            }
        });
        document.add(WeighedTerms.field(ALL, weights));
        document.add(new Field(SPELLING, new ReadTokens(vocabulary(written)), VOCABULARY));
    }

    private static List<TextReader.Token> vocabulary(Set<String> words) {
        return words.stream().map(word -> new TextReader.Token(word, 0, 0, 1)).toList();
    }

    /** The words of each place of a block. */
    private static Map<BlockField, String> texts(BlockText text) {
        var manifest = text.block().manifest();
        var texts = new EnumMap<BlockField, String>(BlockField.class);
        for (var field : BlockField.values()) {
            texts.put(
                    field,
                    switch (field) {
                        case ID -> manifest.id().value();
                        case NAME -> manifest.name();
                        case TAGS -> String.join(" ", manifest.tags());
                        case DESCRIPTION -> text.description();
                        case INPUTS -> portText(manifest.inputs());
                        case OUTPUTS -> portText(manifest.outputs());
                        case COLUMNS -> columnText(manifest);
                        case PLACE -> manifest.domain() + " " + manifest.level();
                        case CONTAINS -> containsText(manifest);
                        case ASKS -> String.join(". ", text.asks());
                        case ARTICLE -> text.article();
                        case SOURCE -> sourceText(text);
                        case OWNER -> String.join(" ", text.owners());
                    });
        }
        return texts;
    }

    /** Each term as often as it stands there, by the weight of the place; one that is repeated says no more. */
    private static void weigh(BlockField field, List<String> terms, Map<String, Integer> weights) {
        var here = new HashMap<String, Integer>();
        terms.forEach(term -> here.merge(term, 1, Integer::sum));
        here.forEach(
                (term, often) -> weights.merge(term, field.weight() * Math.min(MOST_REPEATED, often), Integer::sum));
    }

    /** Where it comes from, and what it was called there before. */
    private static String sourceText(BlockText text) {
        var manifest = text.block().manifest();
        var former = String.join(" ", text.block().formerNames());
        return manifest.sourceProject() + " " + manifest.sourceZone() + (former.isEmpty() ? "" : " " + former);
    }

    private static void contract(Document document, BlockManifest manifest) {
        side(document, manifest.inputs(), PORTS_IN, COLUMNS_IN);
        side(document, manifest.outputs(), PORTS_OUT, COLUMNS_OUT);
        columns(manifest.ports().toList())
                .forEach(name -> term(document, COLUMN_START, Facet.fold(name) + BEHIND + name));
        document.add(
                new BinaryDocValuesField(CONTRACT, IndexedContract.of(manifest).encoded()));
    }

    private static void side(Document document, List<Port> ports, String portField, String columnField) {
        ports.stream().map(port -> foldName(clip(port.name()))).distinct().forEach(p -> term(document, portField, p));
        columns(ports).stream()
                .map(BlockDocument::foldName)
                .distinct()
                .forEach(column -> term(document, columnField, column));
    }

    private static Set<String> columns(List<Port> ports) {
        return ports.stream()
                .flatMap(port -> port.columns().stream())
                .map(Column::name)
                .map(BlockDocument::clip)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void sorted(Document document, CatalogBlock block) {
        var manifest = block.manifest();
        document.add(new SortedDocValuesField(NAME_ORDER, new BytesRef(Facet.fold(clip(manifest.name())))));
        document.add(
                new SortedDocValuesField(ID_ORDER, new BytesRef(manifest.id().value())));
        long published = block.publishedAt().toEpochMilli();
        document.add(new NumericDocValuesField(PUBLISHED, published));
        document.add(new LongPoint(PUBLISHED, published));
    }

    private static void shown(Document document, CatalogBlock block) {
        var manifest = block.manifest();
        document.add(new StoredField("shown_id", manifest.id().value()));
        document.add(new StoredField("shown_version", manifest.version().toString()));
        document.add(new StoredField("shown_type", manifest.type().wire()));
        document.add(new StoredField("shown_level", manifest.level()));
        document.add(new StoredField("shown_domain", manifest.domain()));
        document.add(new StoredField("shown_status", block.lifecycle().wire()));
        document.add(new StoredField("shown_summary", block.summary()));
        document.add(new StoredField("shown_published", block.publishedAt().toEpochMilli()));
        manifest.tags().forEach(tag -> document.add(new StoredField("shown_tag", tag)));
        manifest.inputs().forEach(port -> document.add(new StoredField("shown_input", port.name())));
        manifest.outputs().forEach(port -> document.add(new StoredField("shown_output", port.name())));
    }

    /** Whether the index knows where in the text of this field each word stands; such a text is stored, too. */
    public static boolean hasPlaces(BlockField field) {
        return SHOWN.contains(field);
    }

    /** The first stored value of a field; empty when there is none. */
    public static String stored(Document document, String field) {
        return Objects.requireNonNullElse(document.get(field), "");
    }

    public static List<String> storedAll(Document document, String field) {
        return List.of(document.getValues(field));
    }

    /** How names of ports and columns are compared: {@code AssetId}, {@code asset_id} and {@code asset-id} are one. */
    public static String foldName(String name) {
        return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** Every three neighbouring letters of a folded id, its ends marked, each once. */
    public static Set<String> grams(String foldedId) {
        var marked = "^" + clip(foldedId) + "$";
        var grams = new LinkedHashSet<String>();
        for (int i = 0; i + GRAM <= marked.length(); i++) {
            grams.add(marked.substring(i, i + GRAM));
        }
        return grams;
    }

    private static String portText(List<Port> ports) {
        return ports.stream().map(p -> p.name() + " " + p.description()).collect(Collectors.joining(" "));
    }

    /** One sentence for each column, so that a snippet can show it. */
    private static String columnText(BlockManifest manifest) {
        return manifest.ports()
                .flatMap(port -> port.columns().stream())
                .map(c -> c.description().isBlank() ? c.name() + "." : c.name() + ": " + c.description() + ".")
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String containsText(BlockManifest manifest) {
        var inside = manifest.contains();
        return Stream.of(inside.datasets(), inside.recipes(), inside.models(), inside.folders())
                .flatMap(List::stream)
                .collect(Collectors.joining(" "));
    }

    private static void term(Document document, String field, String value) {
        document.add(new StringField(field, value, Field.Store.NO));
    }

    private static String clip(String text) {
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text;
    }

    private static FieldType textType(boolean withOffsets) {
        var type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(
                withOffsets
                        ? IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS
                        : IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.freeze();
        return type;
    }

    private static FieldType vocabularyType() {
        var type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS);
        type.freeze();
        return type;
    }
}
