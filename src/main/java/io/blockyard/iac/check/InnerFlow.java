package io.blockyard.iac.check;

import io.blockyard.block.Port;
import io.blockyard.catalog.ResolvedBlock;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which outputs of a block are made from which of its inputs. A zone that the flow leaves and enters again has outputs
 * that need only some of its inputs; of a block that is known by name only, every output is taken to need every input.
 */
final class InnerFlow {

    /** Object → what recipes make from it; null when nothing is known. */
    private final @Nullable Map<String, Set<String>> made;

    private final Map<String, String> inputs;
    private final Map<String, String> outputs;

    private InnerFlow(@Nullable Map<String, Set<String>> made, List<Port> inputs, List<Port> outputs) {
        this.made = made;
        this.inputs = refs(inputs);
        this.outputs = refs(outputs);
    }

    static InnerFlow unknown() {
        return new InnerFlow(null, List.of(), List.of());
    }

    static InnerFlow of(ResolvedBlock block) {
        var manifest = block.manifest();
        var contained = manifest.contains().recipes();
        var made = new HashMap<String, Set<String>>();
        block.definition().recipes().stream()
                .filter(recipe -> contained.isEmpty() || contained.contains(recipe.name()))
                .forEach(recipe -> recipe.inputs()
                        .forEach(input -> recipe.outputs()
                                .forEach(output -> made.computeIfAbsent(input.ref(), ref -> new LinkedHashSet<>())
                                        .add(output.ref()))));
        return made.isEmpty() ? unknown() : new InnerFlow(made, manifest.inputs(), manifest.outputs());
    }

    /** Whether the output is made from the input, directly or over what lies between; ports by their names. */
    boolean leads(String input, String output) {
        var from = inputs.get(input);
        var to = outputs.get(output);
        if (made == null || from == null || to == null) {
            return true;
        }
        var seen = new HashSet<>(Set.of(from));
        var next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            var here = next.remove();
            if (here.equals(to)) {
                return true;
            }
            made.getOrDefault(here, Set.of()).stream().filter(seen::add).forEach(next::add);
        }
        return false;
    }

    private static Map<String, String> refs(List<Port> ports) {
        return ports.stream()
                .collect(Collectors.toMap(
                        Port::name, port -> port.ref().isEmpty() ? port.name() : port.ref(), (one, other) -> one));
    }
}
