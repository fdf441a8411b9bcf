package io.blockyard.dataiku.sandbox;

import tools.jackson.databind.node.ObjectNode;

/** Messages as DSS reports them beside a result: {@code {anyMessage, success, warning, error, maxSeverity, messages}}. */
final class Messages {

    private Messages() {}

    static ObjectNode none() {
        return of("SUCCESS", "");
    }

    static ObjectNode warning(String text) {
        return of("WARNING", text);
    }

    static ObjectNode error(String text) {
        return of("ERROR", text);
    }

    private static ObjectNode of(String severity, String text) {
        var messages = Json.object()
                .put("anyMessage", !text.isEmpty())
                .put("success", severity.equals("SUCCESS"))
                .put("warning", severity.equals("WARNING"))
                .put("error", severity.equals("ERROR"))
                .put("fatal", false)
                .put("maxSeverity", severity);
        var list = messages.putArray("messages");
        if (!text.isEmpty()) {
            list.addObject()
                    .put("severity", severity)
                    .put("title", text)
                    .put("message", text)
                    .put("details", text)
                    .put("line", 0);
        }
        return messages;
    }
}
