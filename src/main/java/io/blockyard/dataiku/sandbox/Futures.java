package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.sandbox.SandboxKey.Right;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Long-running work as clients see it. Nothing runs long here: every future is done when it is first told of. */
final class Futures {

    private static final int REMEMBERED = 1000;

    private final Map<String, ObjectNode> done = new LinkedHashMap<>();

    void register(Router router) {
        router.instance("GET", "/futures", Right.READ, request -> Answer.json(Json.array()));
        router.instance("GET", "/futures/{id}", Right.READ, request -> Answer.json(get(request.name("id"))));
        router.instance("DELETE", "/futures/{id}", Right.READ, request -> {
            get(request.name("id"));
            return Answer.empty();
        });
    }

    /** A finished future, which clients may ask for again. */
    synchronized ObjectNode done(JsonNode result) {
        var id = Names.mint(8, done::containsKey);
        var now = System.currentTimeMillis();
        var future = Json.object()
                .put("jobId", id)
                .put("alive", false)
                .put("hasResult", true)
                .put("aborted", false)
                .put("unknown", false)
                .put("startTime", now)
                .put("runningTime", 0);
        future.set("result", result);
        done.put(id, future);
        if (done.size() > REMEMBERED) {
            done.remove(done.keySet().iterator().next());
        }
        return future;
    }

    /** An unknown future has to be an error: clients wait for ever for one that merely has no result. */
    private synchronized ObjectNode get(String id) {
        var future = done.get(id);
        if (future == null) {
            throw Fault.notFound("Future not found: " + id);
        }
        return future;
    }
}
