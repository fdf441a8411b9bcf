package io.blockyard.iac.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * One YAML document to values with places. Aliases and merges ({@code <<}) are resolved here, since the parser leaves
 * them; tags other than YAML's own are refused, and so is a document that is too large, too deep, or that unfolds to
 * something too large through its aliases.
 */
final class YamlReader {

    static final int MAX_CHARACTERS = 10_000_000;
    static final int MAX_DEPTH = 64;
    static final int MAX_UNFOLDED = 100_000;
    static final int MAX_KEY = 1_000;

    /** Every value keeps its whole path, so long keys above many values would take memory without end. */
    static final int MAX_ALL_PATHS = 50_000_000;

    private static final String SMALLER =
            "A configuration is text in UTF-8 of at most " + MAX_CHARACTERS + " characters.";
    private static final int SMALLEST_BUFFER = 1024;
    private static final Map<Tag, YamlValue.Kind> SCALARS = Map.of(
            Tag.STR, YamlValue.Kind.TEXT,
            Tag.INT, YamlValue.Kind.INTEGER,
            Tag.FLOAT, YamlValue.Kind.DECIMAL,
            Tag.BOOL, YamlValue.Kind.BOOLEAN,
            Tag.NULL, YamlValue.Kind.NULL);

    private final String file;
    private final Findings findings;
    private final LoadSettings settings;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int unfolded;
    private long allPaths;

    private YamlReader(String file, int characters, Findings findings) {
        this.file = file;
        this.findings = findings;
        this.settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(MAX_CHARACTERS)
                .setMaxAliasesForCollections(MAX_UNFOLDED)
                .setAllowDuplicateKeys(true)
                .setUseMarks(true)
                // With a smaller one the parser copies a long value again for each piece that it reads.
                .setBufferSize(Math.max(SMALLEST_BUFFER, characters + 1))
                .build();
    }

    /** The document, or empty when it cannot be read or is empty; the findings then say why. */
    static Optional<YamlValue> read(String file, String text, Findings findings) {
        if (text.length() > 2 * MAX_CHARACTERS) {
            findings.error("yaml.size", new Place(file, "", 1, 1), "The file is too large.", SMALLER);
            return Optional.empty();
        }
        var reader = new YamlReader(file, text.length(), findings);
        try {
            reader.checkDepth(text);
            var root = new Compose(reader.settings).composeString(text);
            if (root.isEmpty() || root.get().getTag().equals(Tag.NULL)) {
                findings.error(
                        "yaml.empty",
                        reader.place("", Optional.empty()),
                        "The file is empty.",
                        "Begin with version: \"1.0\" and project: {key: MY_PROJECT}.");
                return Optional.empty();
            }
            return Optional.of(reader.value(root.get(), ""));
        } catch (Refused refused) {
            findings.error(refused.code, refused.place, refused.message, refused.remedy);
        } catch (MarkedYamlEngineException e) {
            var context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
            findings.error(
                    "yaml.syntax",
                    reader.place("", e.getProblemMark().or(e::getContextMark)),
                    "This is no YAML: " + e.getProblem() + context + ".",
                    "Look for a bracket, a quote or an indent that is missing here or shortly before.");
        } catch (YamlEngineException e) {
            findings.error(
                    "yaml.syntax", reader.place("", Optional.empty()), "This is no YAML: " + e.getMessage(), SMALLER);
        }
        return Optional.empty();
    }

    /** The parser's events come without recursion, so that depth can be measured before the composer recurses. */
    private void checkDepth(String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> {
                    if (++depth > MAX_DEPTH) {
                        throw new Refused(
                                "yaml.depth",
                                place("", event.getStartMark()),
                                "Values are nested deeper than " + MAX_DEPTH + " levels.",
                                "Flatten the structure.");
                    }
                }
                case MappingEnd, SequenceEnd -> depth--;
                case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> {}
            }
        }
    }

    private YamlValue value(Node node, String path) {
        var place = place(path, node.getStartMark());
        if (!seen.add(node) && ++unfolded > MAX_UNFOLDED) {
            throw new Refused(
                    "yaml.alias",
                    place,
                    "The aliases of this file unfold to more than " + MAX_UNFOLDED + " values.",
                    "Use fewer aliases inside aliased values.");
        }
        allPaths += path.length();
        if (allPaths > MAX_ALL_PATHS) {
            throw new Refused(
                    "yaml.paths",
                    place("", node.getStartMark()),
                    "There are too many values below long keys in this file.",
                    "Shorten the keys that have many values below them, or split the file.");
        }
        if (!open.add(node)) {
            throw new Refused(
                    "yaml.alias", place, "An alias refers to a value that holds the alias itself.", "Write it out.");
        }
        try {
            return switch (node) {
                case ScalarNode scalar -> new YamlValue.Scalar(place, scalar.getValue(), kind(scalar, place));
                case SequenceNode sequence -> sequence(sequence, place);
                case MappingNode mapping -> mapping(mapping, place);
                default -> throw new IllegalStateException("unexpected YAML node " + node.getNodeType());
            };
        } finally {
            open.remove(node);
        }
    }

    private static YamlValue.Kind kind(ScalarNode scalar, Place place) {
        var kind = SCALARS.get(scalar.getTag());
        if (kind == null) {
            throw foreignTag(scalar, place);
        }
        return kind;
    }

    private YamlValue sequence(SequenceNode node, Place place) {
        if (!node.getTag().equals(Tag.SEQ)) {
            throw foreignTag(node, place);
        }
        var items = new ArrayList<YamlValue>();
        for (Node item : node.getValue()) {
            items.add(value(item, place.index(items.size()).path()));
        }
        return new YamlValue.Sequence(place, List.copyOf(items));
    }

    private YamlValue.Mapping mapping(MappingNode node, Place place) {
        if (!node.getTag().equals(Tag.MAP)) {
            throw foreignTag(node, place);
        }
        var entries = new LinkedHashMap<String, YamlValue.Entry>();
        var merged = new ArrayList<YamlValue.Mapping>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new Refused(
                        "yaml.key",
                        place(place.path(), tuple.getKeyNode().getStartMark()),
                        "A key has to be a plain text.",
                        "");
            }
            if (key.getValue().equals("<<") && key.isPlain()) {
                merged.addAll(mergeSources(tuple.getValueNode(), place));
                continue;
            }
            if (key.getValue().length() > MAX_KEY) {
                throw new Refused(
                        "yaml.key",
                        place(place.path(), key.getStartMark()),
                        "A key is longer than " + MAX_KEY + " characters.",
                        "Look for a quote or a colon that is missing here or shortly before.");
            }
            var keyPlace = place(place.key(key.getValue()).path(), key.getStartMark());
            var entry = new YamlValue.Entry(keyPlace, value(tuple.getValueNode(), keyPlace.path()));
            if (entries.putIfAbsent(key.getValue(), entry) != null) {
                findings.error(
                        "yaml.duplicate-key",
                        keyPlace,
                        "The key \u201c" + key.getValue() + "\u201d stands twice in this mapping.",
                        "Remove one of the two.");
            }
        }
        merged.forEach(source -> source.entries().forEach(entries::putIfAbsent));
        return new YamlValue.Mapping(place, Collections.unmodifiableMap(entries));
    }

    private List<YamlValue.Mapping> mergeSources(Node node, Place place) {
        var value = value(node, place.path());
        return switch (value) {
            case YamlValue.Mapping mapping -> List.of(mapping);
            case YamlValue.Sequence sequence
            when sequence.items().stream().allMatch(YamlValue.Mapping.class::isInstance) ->
                sequence.items().stream()
                        .map(YamlValue.Mapping.class::cast)
                        .map(item -> (YamlValue.Mapping) moved(item, place.path()))
                        .toList();
            case YamlValue.Sequence ignored -> throw badMerge(value);
            case YamlValue.Scalar ignored -> throw badMerge(value);
        };
    }

    /** The same value at another path of the configuration: merged, or brought in from a file of its own. */
    static YamlValue moved(YamlValue value, String path) {
        var place = new Place(
                value.place().file(), path, value.place().line(), value.place().column());
        return switch (value) {
            case YamlValue.Scalar scalar -> new YamlValue.Scalar(place, scalar.text(), scalar.kind());
            case YamlValue.Sequence sequence -> {
                var items = new ArrayList<YamlValue>();
                sequence.items().forEach(item -> items.add(moved(item, path + "[" + items.size() + "]")));
                yield new YamlValue.Sequence(place, List.copyOf(items));
            }
            case YamlValue.Mapping mapping -> {
                var entries = new LinkedHashMap<String, YamlValue.Entry>();
                mapping.entries().forEach((key, entry) -> {
                    var to = place.key(key).path();
                    var keyPlace = new Place(
                            entry.key().file(),
                            to,
                            entry.key().line(),
                            entry.key().column());
                    entries.put(key, new YamlValue.Entry(keyPlace, moved(entry.value(), to)));
                });
                yield new YamlValue.Mapping(place, Collections.unmodifiableMap(entries));
            }
        };
    }

    private static Refused badMerge(YamlValue value) {
        return new Refused(
                "yaml.merge",
                value.place(),
                "\u201c<<\u201d merges a mapping or a list of mappings, but this is " + value.description() + ".",
                "Write <<: *anchor, where the anchor stands at a mapping.");
    }

    private static Refused foreignTag(Node node, Place place) {
        return new Refused(
                "yaml.tag",
                place,
                "The tag \u201c" + node.getTag().getValue() + "\u201d is not allowed here.",
                "A configuration is plain YAML; remove the tag.");
    }

    private Place place(String path, Optional<Mark> mark) {
        return mark.map(m -> new Place(file, path, m.getLine() + 1, m.getColumn() + 1))
                .orElse(new Place(file, path, 1, 1));
    }

    /** Ends the reading: what follows could not be trusted. */
    private static final class Refused extends RuntimeException {
        private final String code;
        private final transient Place place;
        private final String message;
        private final String remedy;

        Refused(String code, Place place, String message, String remedy) {
            super(message, null, false, false);
            this.code = code;
            this.place = place;
            this.message = message;
            this.remedy = remedy;
        }
    }
}
