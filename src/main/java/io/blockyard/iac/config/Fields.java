package io.blockyard.iac.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads one mapping of the configuration: typed values by key, and a finding for whatever is not as it should be. */
final class Fields {

    private final YamlValue.Mapping mapping;
    private final Reading reading;

    /** What reading needs everywhere. */
    record Reading(Findings findings, Substitution substitution) {}

    private Fields(YamlValue.Mapping mapping, Reading reading) {
        this.mapping = mapping;
        this.reading = reading;
    }

    /** The fields of a value that should be a mapping with no other keys than these. */
    static Optional<Fields> of(YamlValue value, Set<String> known, String what, Reading reading) {
        if (!(value instanceof YamlValue.Mapping mapping)) {
            reading.findings()
                    .error(
                            "config.type",
                            value.place(),
                            what + " has to be a mapping, but this is " + value.description() + ".",
                            "Its keys are " + String.join(", ", known) + ".");
            return Optional.empty();
        }
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key) && !key.startsWith(Keys.FREE_PREFIX)) {
                reading.findings()
                        .error(
                                "config.unknown-key",
                                entry.key(),
                                "The key \u201c" + key + "\u201d is unknown in " + what + ".",
                                NearestName.suggest(key, known, "Known keys: " + String.join(", ", known) + "."));
            }
        });
        return Optional.of(new Fields(mapping, reading));
    }

    Place place() {
        return mapping.place();
    }

    Findings findings() {
        return reading.findings();
    }

    boolean has(String key) {
        return present(key) != null;
    }

    Place placeOf(String key) {
        var entry = mapping.entries().get(key);
        return entry == null ? mapping.place().key(key) : entry.key();
    }

    @Nullable
    YamlValue value(String key) {
        return present(key);
    }

    /** The text of a key; empty when absent. */
    Optional<Text> text(String key) {
        var value = present(key);
        return value == null ? Optional.empty() : scalar(value);
    }

    String plain(String key) {
        return text(key).map(Text::value).orElse("");
    }

    /** The text of a key that has to be there; an empty text at the mapping's place when it is not. */
    Text required(String key, String example) {
        var found = text(key);
        if (found.isPresent() && !found.get().value().isBlank()) {
            return found.get();
        }
        if (present(key) == null || found.isPresent()) {
            missing(key, example);
        }
        return new Text("", placeOf(key));
    }

    void missing(String key, String example) {
        reading.findings()
                .error(
                        "config.required",
                        placeOf(key),
                        "\u201c" + key + "\u201d is required here.",
                        "Add " + key + ": " + example + ".");
    }

    /** Names to texts, such as a block's inputs. */
    Map<String, Text> texts(String key) {
        var value = present(key);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof YamlValue.Mapping inner)) {
            expected(value, key, "a mapping of names");
            return Map.of();
        }
        var texts = new LinkedHashMap<String, Text>();
        inner.entries().forEach((name, entry) -> scalar(entry.value()).ifPresent(text -> texts.put(name, text)));
        return Collections.unmodifiableMap(texts);
    }

    /** The entries of a mapping whose keys are names. */
    Map<String, YamlValue.Entry> entries(String key) {
        var value = present(key);
        if (value instanceof YamlValue.Mapping inner) {
            return inner.entries();
        }
        if (value != null) {
            expected(value, key, "a mapping of names");
        }
        return Map.of();
    }

    /** A list of texts; one text alone counts as a list of one. */
    List<String> list(String key) {
        return elements(key, (value, ignored) -> scalar(value)).stream()
                .flatMap(Optional::stream)
                .map(Text::value)
                .toList();
    }

    /** Each element of a list, read by the function that also gets its index. */
    <T> List<T> elements(String key, BiFunction<YamlValue, Integer, T> read) {
        var value = present(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof YamlValue.Sequence sequence)) {
            expected(value, key, "a list");
            return List.of();
        }
        var elements = new ArrayList<T>();
        for (int i = 0; i < sequence.items().size(); i++) {
            elements.add(read.apply(sequence.items().get(i), i));
        }
        return List.copyOf(elements);
    }

    /** A free mapping, carried as it is. */
    ObjectNode free(String key) {
        var value = present(key);
        if (value == null) {
            return JsonMapper.shared().createObjectNode();
        }
        if (json(value) instanceof ObjectNode object) {
            return object;
        }
        expected(value, key, "a mapping");
        return JsonMapper.shared().createObjectNode();
    }

    private JsonNode json(YamlValue value) {
        var nodes = JsonMapper.shared().getNodeFactory();
        return switch (value) {
            case YamlValue.Mapping inner -> {
                var object = nodes.objectNode();
                inner.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
                yield object;
            }
            case YamlValue.Sequence sequence -> {
                var array = nodes.arrayNode();
                sequence.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case YamlValue.Scalar scalar ->
                switch (scalar.kind()) {
                    case TEXT -> nodes.stringNode(reading.substitution().apply(scalar.text(), scalar.place()));
                    case BOOLEAN -> nodes.booleanNode(Boolean.parseBoolean(scalar.text()));
                    case NULL -> nodes.nullNode();
                    case INTEGER, DECIMAL -> number(scalar);
                };
        };
    }

    private static JsonNode number(YamlValue.Scalar scalar) {
        var nodes = JsonMapper.shared().getNodeFactory();
        try {
            var text = scalar.text();
            if (scalar.kind() == YamlValue.Kind.INTEGER) {
                return nodes.numberNode(Long.parseLong(text));
            }
            return nodes.numberNode(new java.math.BigDecimal(text));
        } catch (NumberFormatException e) {
            return nodes.stringNode(scalar.text());
        }
    }

    private Optional<Text> scalar(YamlValue value) {
        if (value instanceof YamlValue.Scalar scalar) {
            return switch (scalar.kind()) {
                case TEXT ->
                    Optional.of(new Text(reading.substitution().apply(scalar.text(), scalar.place()), scalar.place()));
                case INTEGER, DECIMAL, BOOLEAN -> Optional.of(new Text(scalar.text(), scalar.place()));
                case NULL -> {
                    expected(value, "", "a text");
                    yield Optional.empty();
                }
            };
        }
        expected(value, "", "a text");
        return Optional.empty();
    }

    private void expected(YamlValue value, String key, String form) {
        reading.findings()
                .error(
                        "config.type",
                        value.place(),
                        (key.isEmpty() ? "This" : "\u201c" + key + "\u201d") + " has to be " + form + ", but it is "
                                + value.description() + ".",
                        "");
    }

    private @Nullable YamlValue present(String key) {
        var entry = mapping.entries().get(key);
        return entry == null || entry.value().isNull() ? null : entry.value();
    }
}
