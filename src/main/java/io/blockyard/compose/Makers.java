package io.blockyard.compose;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockReference;
import io.blockyard.block.Port;
import io.blockyard.compose.Composition.Member;
import io.blockyard.compose.Composition.OuterPort;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.BlockRelatives;
import java.util.List;
import java.util.stream.Collectors;

/** Finds blocks that make what an input of a composition would otherwise take from outside. */
@FunctionalInterface
interface Makers {

    /** Exact references, best first; no block that is there already, since its wire was cut on purpose. */
    List<BlockReference> of(List<Member> members, OuterPort input);

    /** Those in the catalog that meet the whole contract of the input; none while the catalog cannot be searched. */
    static Makers in(BlockRelatives relatives, Actor actor, int most) {
        return (members, input) -> {
            var reader = members.stream()
                    .filter(member -> member.alias().equals(input.alias()))
                    .map(Member::manifest)
                    .findFirst()
                    .orElseThrow();
            var present = members.stream().map(member -> member.manifest().id()).collect(Collectors.toSet());
            try {
                return relatives.makers(actor, reader, port(reader, input.port()), most + present.size()).stream()
                        .filter(maker -> !present.contains(maker.id()))
                        .limit(most)
                        .map(maker -> new BlockReference(BlockReference.DEFAULT_REGISTRY, maker.id(), maker.version()))
                        .toList();
            } catch (ProblemException indexIsBeingBuilt) {
                return List.of();
            }
        };
    }

    private static Port port(BlockManifest reader, String name) {
        return reader.inputs().stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
