package io.blockyard.dataiku.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What goes back to the client.
 *
 * @param length bytes of the body; negative when that is not known before it is written
 * @param headers beside the content type
 */
record Answer(int status, String contentType, long length, Body body, Map<String, String> headers) {

    private static final String JSON = "application/json; charset=utf-8";

    /** Writes a body. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    static Answer json(JsonNode document) {
        return json(200, document, Map.of());
    }

    static Answer text(String text) {
        return bytes("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer bytes(String contentType, byte[] bytes) {
        return new Answer(200, contentType, bytes.length, out -> out.write(bytes), Map.of());
    }

    /** A body that is written while it is sent; it must not need the project's lock. */
    static Answer stream(String contentType, Body body) {
        return new Answer(200, contentType, -1, body, Map.of());
    }

    static Answer empty() {
        return bytes("application/json", new byte[0]);
    }

    /** {@code {"msg": …}}, as DSS answers to changes. */
    static Answer message(String message) {
        return json(object().put("msg", message));
    }

    static Answer fault(Fault fault) {
        return json(
                fault.status(),
                object().put("errorType", fault.type())
                        .put("message", fault.text())
                        .put("detailedMessage", fault.text()),
                fault.status() == 429 || fault.status() == 503 ? Map.of("Retry-After", "0") : Map.of());
    }

    private static Answer json(int status, JsonNode document, Map<String, String> headers) {
        var bytes = JsonMapper.shared().writeValueAsBytes(document);
        return new Answer(status, JSON, bytes.length, out -> out.write(bytes), headers);
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
