package io.blockyard.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.comments.CommentLine;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML document as one would write it by hand: keys in the order given, comments above keys, short rows on one line.
 * Every scalar is text, and is quoted wherever some reader of YAML 1.1 or 1.2 could take it for something else.
 */
final class YamlText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./@-]*( [A-Za-z0-9_./@-]+)*");
    private static final Set<String> WORDS_WITH_MEANING =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDumpComments(true)
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(120)
            .setSplitLines(false)
            .setMultiLineFlow(false)
            .build();

    private YamlText() {}

    /** A mapping in the making. */
    static final class Mapping {
        private final List<NodeTuple> entries = new ArrayList<>();
        private final FlowStyle style;

        private Mapping(FlowStyle style) {
            this.style = style;
        }

        Mapping put(String key, String value) {
            return add(scalar(key), scalar(value));
        }

        /** Leaves the key out when the text is empty. */
        Mapping putText(String key, String value) {
            return value.isEmpty() ? this : put(key, value);
        }

        Mapping put(String key, Mapping value) {
            return add(scalar(key), value.node());
        }

        Mapping put(String key, List<Mapping> values) {
            return add(scalar(key), sequence(values));
        }

        /** The same with a comment above the key. */
        Mapping put(String key, List<Mapping> values, String comment) {
            return add(commented(scalar(key), comment), sequence(values));
        }

        boolean isEmpty() {
            return entries.isEmpty();
        }

        private Mapping add(Node key, Node value) {
            entries.add(new NodeTuple(key, value));
            return this;
        }

        private MappingNode node() {
            return new MappingNode(Tag.MAP, entries, style);
        }
    }

    /** A mapping with a line for each key. */
    static Mapping mapping() {
        return new Mapping(FlowStyle.BLOCK);
    }

    /** A mapping on one line. */
    static Mapping row() {
        return new Mapping(FlowStyle.FLOW);
    }

    static String write(Mapping document, String heading) {
        var root = document.node();
        commented(root.getValue().getFirst().getKeyNode(), heading);
        var events = new Serialize(SETTINGS).serializeOne(root);
        return new Present(SETTINGS).emitToString(events.iterator());
    }

    private static SequenceNode sequence(List<Mapping> values) {
        return new SequenceNode(
                Tag.SEQ, values.stream().<Node>map(Mapping::node).toList(), FlowStyle.BLOCK);
    }

    private static Node commented(Node node, String comment) {
        node.setBlockComments(comment.lines()
                .map(line -> new CommentLine(
                        Optional.empty(), Optional.empty(), line.isEmpty() ? "" : " " + line, CommentType.BLOCK))
                .toList());
        return node;
    }

    private static ScalarNode scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS_WITH_MEANING.contains(text.toLowerCase(Locale.ROOT));
        return new ScalarNode(Tag.STR, text, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }
}
