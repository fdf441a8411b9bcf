package io.blockyard.compose;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Catalog;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Resolves references that people chose to exact versions, and gives each block of a composition its alias. */
final class ChosenBlocks {

    private static final int MOST_BLOCKS = 100;

    private final Catalog catalog;

    ChosenBlocks(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The manifest that an exact reference names. */
    BlockManifest manifest(Actor actor, String reference) {
        var parsed = BlockReference.parse(reference);
        return catalog.version(actor, parsed.id(), BlockVersion.parse(parsed.version()))
                .manifest();
    }

    /**
     * The blocks in the order in which they were chosen. One that was there before under its alias keeps its names.
     *
     * @throws ProblemException INVALID or NOT_FOUND with one problem for each choice that names nothing
     */
    List<Draft.Chosen> resolve(Actor actor, List<BlockChoice> choices, List<Draft.Chosen> before) {
        if (choices.size() > MOST_BLOCKS) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "compose.too-many-blocks",
                    "A composition holds at most " + MOST_BLOCKS + " blocks, not " + choices.size() + ".",
                    "Split it into several projects.");
        }
        var aliases = new UniqueNames();
        var problems = new ArrayList<Problem>();
        var kind = ProblemException.Kind.NOT_FOUND;
        var chosen = new ArrayList<Draft.Chosen>();
        for (int i = 0; i < choices.size(); i++) {
            var choice = choices.get(i);
            try {
                var reference = exact(actor, choice.ref());
                var wanted = Optional.ofNullable(choice.alias()).map(UniqueNames::custom);
                var alias = aliases.free(wanted.orElse(reference.id().value().toLowerCase(Locale.ROOT)));
                chosen.add(keepNames(alias, reference, before));
            } catch (ProblemException e) {
                if (e.kind() != ProblemException.Kind.NOT_FOUND) {
                    kind = ProblemException.Kind.INVALID;
                }
                var path = "blocks[" + i + "].ref";
                e.problems().forEach(problem -> problems.add(problem.at(path)));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(kind, problems);
        }
        return chosen;
    }

    private BlockReference exact(Actor actor, String text) {
        var reference = BlockReference.ofWire(text);
        if (!reference.registry().equals(BlockReference.DEFAULT_REGISTRY)) {
            throw ProblemException.of(
                    ProblemException.Kind.NOT_FOUND,
                    "compose.registry",
                    "There is no registry \u201c" + reference.registry() + "\u201d here.",
                    "Write " + BlockReference.DEFAULT_REGISTRY + "/" + reference.id() + "@" + reference.version()
                            + ".");
        }
        return catalog.exact(actor, reference);
    }

    private static Draft.Chosen keepNames(String alias, BlockReference reference, List<Draft.Chosen> before) {
        return before.stream()
                .filter(b -> b.alias().equals(alias))
                .filter(b -> BlockReference.parse(b.reference()).id().equals(reference.id()))
                .findFirst()
                .map(b -> new Draft.Chosen(alias, reference.toString(), b.instanceName(), b.zoneName()))
                .orElseGet(() -> new Draft.Chosen(alias, reference.toString(), "", ""));
    }
}
