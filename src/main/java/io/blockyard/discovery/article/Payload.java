package io.blockyard.discovery.article;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A part of a visual recipe's payload. Payloads come in many versions, so nothing in them is certain: what is absent
 * is empty, false or zero.
 */
record Payload(JsonNode node) {

    static Payload parse(String text) {
        try {
            return new Payload(JsonMapper.shared().readTree(text.isBlank() ? "{}" : text));
        } catch (JacksonException noJson) {
            return new Payload(JsonMapper.shared().createObjectNode());
        }
    }

    Payload get(String key) {
        return new Payload(node.path(key));
    }

    String text(String key) {
        return node.path(key).asString("");
    }

    boolean flag(String key) {
        return node.path(key).asBoolean(false);
    }

    int number(String key) {
        return node.path(key).asInt(0);
    }

    Stream<Payload> all(String key) {
        return node.path(key).valueStream().map(Payload::new);
    }

    /** Texts of an array; of objects in it, their {@code column} or {@code name}. */
    List<String> texts(String key) {
        return all(key).map(Payload::nameOrText).filter(text -> !text.isEmpty()).toList();
    }

    private String nameOrText() {
        if (!node.isObject()) {
            return node.asString("");
        }
        return text("column").isEmpty() ? text("name") : text("column");
    }
}
