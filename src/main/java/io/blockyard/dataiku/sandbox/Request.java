package io.blockyard.dataiku.sandbox;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A request to the API. */
final class Request {

    private final String method;
    private final List<String> path;
    private final Map<String, String> names;
    private final Map<String, List<String>> query;
    private final String contentType;
    private final byte[] body;

    /**
     * A request.
     *
     * @param path decoded segments after the base, empty ones left out: clients write slashes twice and at the end
     * @param names what the route's placeholders stand for
     * @param query all values of each parameter
     * @param contentType empty when there is none, as with most of what the Python client sends
     */
    Request(
            String method,
            List<String> path,
            Map<String, String> names,
            Map<String, List<String>> query,
            String contentType,
            byte[] body) {
        this.method = method;
        this.path = path;
        this.names = names;
        this.query = query;
        this.contentType = contentType;
        this.body = body;
    }

    String method() {
        return method;
    }

    List<String> path() {
        return path;
    }

    /** The last value of a parameter; empty when there is none. */
    String parameter(String parameter) {
        var values = parameters(parameter);
        return values.isEmpty() ? "" : values.getLast();
    }

    List<String> parameters(String parameter) {
        return query.getOrDefault(parameter, List.of());
    }

    /** Booleans come in Python's case. */
    boolean flag(String parameter) {
        return parameter(parameter).equalsIgnoreCase("true");
    }

    /** The file of an upload. @throws Fault 400 when the body is no upload or has no file */
    Upload upload() {
        return Upload.of(contentType, body);
    }

    byte[] body() {
        return body;
    }

    String name(String placeholder) {
        var value = names.get(placeholder);
        if (value == null) {
            throw new IllegalArgumentException("no {" + placeholder + "} in this route");
        }
        return value;
    }

    Request with(Map<String, String> newNames) {
        return new Request(method, path, newNames, query, contentType, body);
    }

    /** The body as JSON, whatever its content type says; an empty object when there is none. */
    JsonNode json() {
        if (body.length == 0) {
            return Json.object();
        }
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException malformed) {
            throw Fault.badRequest("The body is not JSON: " + malformed.getOriginalMessage());
        }
    }

    ObjectNode object() {
        if (json() instanceof ObjectNode object) {
            return object;
        }
        throw Fault.badRequest("The body is not a JSON object");
    }

    String required(ObjectNode document, String field) {
        var text = document.path(field).asString("");
        if (text.isBlank()) {
            throw Fault.badRequest("\"" + field + "\" is missing");
        }
        return text;
    }
}
