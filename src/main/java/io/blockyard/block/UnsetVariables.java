package io.blockyard.block;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Variables that a block reads and its source project does not set itself: the whole instance of DSS may. A bundle names
 * them in its definition's {@code params.json}; one that does not, such as those of earlier versions of this product, says
 * nothing of where its variables are set.
 */
public final class UnsetVariables {

    private static final String FIELD = "blockyardUnsetVariables";

    private UnsetVariables() {}

    /** Says so in a definition's settings; no names leave them as they are. */
    public static void mark(ObjectNode params, Collection<String> names) {
        if (!names.isEmpty()) {
            var list = params.putArray(FIELD);
            names.stream().sorted().forEach(list::add);
        }
    }

    /** Their names, of a definition's settings. */
    public static Set<String> of(ObjectNode params) {
        return params.path(FIELD).valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
    }
}
