package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.dataiku.SimilarNames;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What both registries say when a block or a version does not exist. */
final class BlockNames {

    private BlockNames() {}

    static ProblemException noDraft(ProblemException.Kind kind, CatalogBlock block) {
        return ProblemException.of(
                kind,
                "catalog.no-draft",
                "Block " + block.manifest().id() + " has no draft.",
                "Its source has not changed since " + block.manifest().version() + " was published.");
    }

    static ProblemException noBlock(BlockId wanted, Collection<String> existing) {
        var similar = SimilarNames.of(wanted.value(), existing);
        String remedy;
        if (!similar.isEmpty()) {
            remedy = "Did you mean " + String.join(" or ", similar) + "?";
        } else if (existing.isEmpty()) {
            remedy = "The catalog is empty; crawl a project first.";
        } else {
            remedy = "Search the catalog for what it should do.";
        }
        return new ProblemException(
                ProblemException.Kind.NOT_FOUND,
                Problem.error("catalog.block-not-found", "There is no block " + wanted + ".", remedy)
                        .with(similar));
    }

    static ProblemException noVersion(BlockReference wanted, Collection<BlockVersion> existing) {
        return noVersion(wanted.id(), "that satisfies \u201c" + wanted.version() + "\u201d", existing);
    }

    static ProblemException noVersion(BlockId id, BlockVersion wanted, Collection<BlockVersion> existing) {
        return noVersion(id, wanted.toString(), existing);
    }

    private static ProblemException noVersion(BlockId id, String wanted, Collection<BlockVersion> existing) {
        List<String> versions = existing.stream()
                .sorted(Comparator.reverseOrder())
                .map(BlockVersion::toString)
                .toList();
        return new ProblemException(
                ProblemException.Kind.NOT_FOUND,
                Problem.error(
                                "catalog.version-not-found",
                                "Block " + id + " has no version " + wanted + ".",
                                versions.stream().limit(10).collect(Collectors.joining(", ", "There is ", ".")))
                        .with(versions));
    }
}
