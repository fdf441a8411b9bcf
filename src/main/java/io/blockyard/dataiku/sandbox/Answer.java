package io.blockyard.dataiku.sandbox;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What goes back to the client. */
final class Answer {

    private final int status;
    private final String contentType;
    private final byte[] body;

    private Answer(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }

    static Answer json(JsonNode document) {
        return json(200, document);
    }

    static Answer text(String text) {
        return new Answer(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer empty() {
        return new Answer(200, "application/json", new byte[0]);
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
                        .put("detailedMessage", fault.text()));
    }

    private static Answer json(int status, JsonNode document) {
        return new Answer(
                status, "application/json; charset=utf-8", JsonMapper.shared().writeValueAsBytes(document));
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
