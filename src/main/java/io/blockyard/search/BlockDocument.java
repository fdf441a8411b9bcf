package io.blockyard.search;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.Port;
import io.blockyard.catalog.CatalogBlock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** A block as a document of the index, and what a hit shows read back from it. */
final class BlockDocument {

    static final String KEY = "id_key";
    static final String NAME_ORDER = "name_order";
    static final String ID_ORDER = "id_order";
    static final String PUBLISHED_ORDER = "published_order";
    static final String NAME_START = "name_start";

    /** Lucene refuses longer terms and values (32,766 bytes); four bytes at most for a character. */
    private static final int LONGEST_VALUE = 2_000;

    private static final FieldType WITH_OFFSETS = textType(true);
    private static final FieldType WORDS = textType(false);

    private BlockDocument() {}

    static Term key(CatalogBlock block) {
        return new Term(KEY, Facet.fold(block.manifest().id().value()));
    }

    static Document of(CatalogBlock block, String articleText) {
        var manifest = block.manifest();
        var document = new Document();
        searched(document, block, articleText);
        sorted(document, block);
        for (var facet : Facet.values()) {
            for (var value : facet.valuesOf(manifest)) {
                document.add(new SortedSetDocValuesFacetField(facet.label(), clip(value)));
                document.add(new StringField(facet.keyField(), Facet.fold(clip(value)), Field.Store.NO));
            }
        }
        shown(document, block);
        return document;
    }

    private static void searched(Document document, CatalogBlock block, String articleText) {
        var manifest = block.manifest();
        var description = manifest.description().isBlank() ? block.summary() : manifest.description();
        document.add(new StringField(KEY, Facet.fold(manifest.id().value()), Field.Store.NO));
        document.add(new StringField(NAME_START, Facet.fold(clip(manifest.name())), Field.Store.NO));
        text(document, BlockField.ID, manifest.id().value());
        highlighted(document, BlockField.NAME, manifest.name());
        text(document, BlockField.TAGS, String.join(" ", manifest.tags()));
        highlighted(document, BlockField.DESCRIPTION, description);
        highlighted(document, BlockField.ARTICLE, articleText);
        text(document, BlockField.INPUTS, portText(manifest.inputs()));
        text(document, BlockField.OUTPUTS, portText(manifest.outputs()));
        highlighted(document, BlockField.COLUMNS, columnText(manifest));
        text(document, BlockField.PLACE, manifest.domain() + " " + manifest.level());
        text(document, BlockField.CONTAINS, containsText(manifest));
        text(document, BlockField.SOURCE, manifest.sourceProject() + " " + manifest.sourceZone());
        text(document, BlockField.OWNER, manifest.owner());
        text(
                document,
                BlockField.ALL,
                Stream.of(
                                manifest.id().value(),
                                manifest.name(),
                                String.join(" ", manifest.tags()),
                                description,
                                portText(manifest.inputs()),
                                portText(manifest.outputs()),
                                columnText(manifest),
                                manifest.domain(),
                                containsText(manifest),
                                articleText)
                        .collect(Collectors.joining(" ")));
    }

    private static void sorted(Document document, CatalogBlock block) {
        var manifest = block.manifest();
        document.add(new SortedDocValuesField(NAME_ORDER, new BytesRef(Facet.fold(clip(manifest.name())))));
        document.add(
                new SortedDocValuesField(ID_ORDER, new BytesRef(manifest.id().value())));
        document.add(
                new NumericDocValuesField(PUBLISHED_ORDER, block.publishedAt().toEpochMilli()));
    }

    private static void shown(Document document, CatalogBlock block) {
        var manifest = block.manifest();
        document.add(new StoredField("shown_id", manifest.id().value()));
        document.add(new StoredField("shown_version", manifest.version().toString()));
        document.add(new StoredField("shown_type", manifest.type().wire()));
        document.add(new StoredField("shown_level", manifest.level()));
        document.add(new StoredField("shown_domain", manifest.domain()));
        document.add(new StoredField("shown_summary", block.summary()));
        manifest.tags().forEach(tag -> document.add(new StoredField("shown_tag", tag)));
        manifest.inputs().forEach(port -> document.add(new StoredField("shown_input", port.name())));
        manifest.outputs().forEach(port -> document.add(new StoredField("shown_output", port.name())));
    }

    /** The first stored value of a field; empty when there is none. */
    static String stored(Document document, String field) {
        return Objects.requireNonNullElse(document.get(field), "");
    }

    static List<String> storedAll(Document document, String field) {
        return List.of(document.getValues(field));
    }

    private static String portText(List<Port> ports) {
        return ports.stream().map(p -> p.name() + " " + p.description()).collect(Collectors.joining(" "));
    }

    /** One sentence for each column, so that a snippet can show it. */
    private static String columnText(BlockManifest manifest) {
        return Stream.concat(manifest.inputs().stream(), manifest.outputs().stream())
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

    private static void text(Document document, BlockField field, String text) {
        if (!text.isBlank()) {
            document.add(new Field(field.label(), text, WORDS));
        }
    }

    private static void highlighted(Document document, BlockField field, String text) {
        if (!text.isBlank()) {
            document.add(new Field(field.label(), text, WITH_OFFSETS));
        }
    }

    private static String clip(String text) {
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text;
    }

    private static FieldType textType(boolean withOffsets) {
        var type = new FieldType();
        type.setTokenized(true);
        type.setStored(withOffsets);
        type.setIndexOptions(
                withOffsets
                        ? IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS
                        : IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.freeze();
        return type;
    }
}
