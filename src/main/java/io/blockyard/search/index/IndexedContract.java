package io.blockyard.search.index;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/**
 * What a block takes and gives, as its document holds it: to judge a hundred candidates without asking the database.
 * Ports and columns come without descriptions.
 */
public record IndexedContract(
        BlockId id,
        BlockVersion version,
        String name,
        String domain,
        String level,
        String sourceProject,
        List<Port> inputs,
        List<Port> outputs) {

    private static final String FIELD = "\t";
    private static final String LINE = "\n";

    public static IndexedContract of(BlockManifest manifest) {
        return new IndexedContract(
                manifest.id(),
                manifest.version(),
                manifest.name(),
                manifest.domain(),
                manifest.level(),
                manifest.sourceProject(),
                manifest.inputs(),
                manifest.outputs());
    }

    /** Of a document that a search on this searcher found. */
    public static IndexedContract of(IndexSearcher searcher, int document) throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        var values = DocValues.getBinary(leaf.reader(), BlockDocument.CONTRACT);
        if (!values.advanceExact(document - leaf.docBase)) {
            throw new IOException("A document without a contract: the index is damaged.");
        }
        return decode(values.binaryValue());
    }

    /** A line for the block, a line for each port and each of its columns. */
    BytesRef encoded() {
        var text = new StringBuilder();
        line(text, id.value(), version.toString(), name, domain, level, sourceProject);
        inputs.forEach(port -> encode(text, "in", port));
        outputs.forEach(port -> encode(text, "out", port));
        return new BytesRef(text);
    }

    private static void encode(StringBuilder text, String side, Port port) {
        line(text, side, port.name(), port.type().name(), port.ref(), Boolean.toString(port.required()));
        for (var column : port.columns()) {
            line(text, "column", column.name(), column.type(), Boolean.toString(column.required()));
        }
    }

    private static void line(StringBuilder text, String... fields) {
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : FIELD)
                    .append(fields[i].replace('\t', ' ').replace('\n', ' ').replace('\r', ' '));
        }
        text.append(LINE);
    }

    static IndexedContract decode(BytesRef bytes) {
        var lines = bytes.utf8ToString().split(LINE);
        var head = lines[0].split(FIELD, -1);
        var inputs = new ArrayList<Port>();
        var outputs = new ArrayList<Port>();
        for (int i = 1; i < lines.length; ) {
            var port = lines[i++].split(FIELD, -1);
            var columns = new ArrayList<Column>();
            for (; i < lines.length && lines[i].startsWith("column" + FIELD); i++) {
                var column = lines[i].split(FIELD, -1);
                columns.add(new Column(column[1], column[2], "", Boolean.parseBoolean(column[3])));
            }
            (port[0].equals("in") ? inputs : outputs)
                    .add(new Port(
                            port[1],
                            PortType.valueOf(port[2]),
                            port[3],
                            Boolean.parseBoolean(port[4]),
                            "",
                            "",
                            columns));
        }
        return new IndexedContract(
                new BlockId(head[0]),
                BlockVersion.parse(head[1]),
                head[2],
                head[3],
                head[4],
                head[5],
                List.copyOf(inputs),
                List.copyOf(outputs));
    }
}
