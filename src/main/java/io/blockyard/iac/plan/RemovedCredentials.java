package io.blockyard.iac.plan;

import io.blockyard.dataiku.credential.CredentialScan;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * What will not work as it is made: the source of a block held a credential there, which was taken out when the block
 * was crawled, and nobody has given another.
 */
final class RemovedCredentials {

    private RemovedCredentials() {}

    /** One warning for each attribute that wants a value, with the lines of a code. */
    static List<Problem> in(ResourceChange change) {
        var found = new ArrayList<Problem>();
        if (change.after() != null) {
            collect(change, "", change.after(), found);
        }
        return found;
    }

    private static void collect(ResourceChange change, String path, JsonNode value, List<Problem> found) {
        if (value.isString() && value.stringValue().contains(CredentialScan.MARK)) {
            found.add(warning(change, path, value.stringValue()));
        }
        value.properties().forEach(entry -> collect(change, below(path, entry.getKey()), entry.getValue(), found));
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                collect(change, path + "[" + i + "]", value.get(i), found);
            }
        }
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Problem warning(ResourceChange change, String path, String text) {
        var lines = text.lines().toList();
        var marked = IntStream.rangeClosed(1, lines.size())
                .filter(line -> lines.get(line - 1).contains(CredentialScan.MARK))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        var where = lines.size() > 1 ? path + ", line " + marked : path;
        var type = ResourceType.ofWire(change.type()).orElse(ResourceType.BLOCK);
        return Problem.warning(
                        "plan.credential-removed",
                        "\u201c" + change.name() + "\u201d (" + where
                                + ") wants a credential: the one of the source was taken out of the block.",
                        remedy(type, path))
                .at(change.address());
    }

    private static String remedy(ResourceType type, String path) {
        if (type == ResourceType.PROJECT && path.startsWith("variables.")) {
            var name = path.substring("variables.".length());
            return "Give the instance variables: {" + name + ": \"{{ env.NAME }}\"} with a secret of the environment.";
        }
        return type == ResourceType.RECIPE
                ? "Replace the recipe with override_with and read the value as {{ env.NAME }}, a secret of the"
                        + " environment, or put it in after the apply."
                : "Put the value in after the apply; better, let the source read it from a variable or a connection.";
    }
}
