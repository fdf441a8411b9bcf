package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which version a reference means. A range means the newest that is offered; who names a version exactly gets it even
 * when it is yanked, with a warning, so that what was made of it stays whole. Drafts are not to be had.
 */
final class VersionChoice {

    private final BlockId id;
    private final List<Candidate> versions;
    private final @Nullable Deprecation deprecation;

    /** @param versions all that there are, in any order */
    VersionChoice(BlockId id, List<Candidate> versions, @Nullable Deprecation deprecation) {
        this.id = id;
        this.versions = versions;
        this.deprecation = deprecation;
    }

    /** One version; {@code why} says why it was yanked. */
    record Candidate(BlockVersion version, Standing standing, String why) {}

    /** @param warnings what who uses it should know */
    record Chosen(BlockVersion version, List<Problem> warnings) {}

    /** @throws ProblemException NOT_FOUND with the versions that are offered */
    Chosen of(BlockReference reference) {
        var chosen = exact(reference).or(() -> newest(reference)).orElseThrow(() -> none(reference));
        if (chosen.standing() == Standing.DRAFT) {
            throw draft(chosen.version());
        }
        return new Chosen(chosen.version(), warnings(chosen));
    }

    private Optional<Candidate> exact(BlockReference reference) {
        return versions.stream()
                .filter(candidate -> candidate.version().toString().equals(reference.version()))
                .findFirst();
    }

    private Optional<Candidate> newest(BlockReference reference) {
        return reference
                .select(offered())
                .flatMap(version -> versions.stream()
                        .filter(candidate -> candidate.version().equals(version))
                        .findFirst());
    }

    private List<BlockVersion> offered() {
        return versions.stream()
                .filter(candidate -> candidate.standing() == Standing.PUBLISHED)
                .map(Candidate::version)
                .toList();
    }

    private List<Problem> warnings(Candidate chosen) {
        var warnings = new ArrayList<Problem>();
        if (chosen.standing() == Standing.YANKED) {
            warnings.add(Problem.warning(
                    "catalog.yanked",
                    id + "@" + chosen.version() + " was yanked: " + sentence(chosen.why()),
                    offered().isEmpty()
                            ? "No other version is offered."
                            : "Move to "
                                    + offered().stream()
                                            .max(BlockVersion::compareTo)
                                            .orElseThrow() + "."));
        }
        if (deprecation != null) {
            warnings.add(Problem.warning(
                    "catalog.deprecated",
                    "Block " + id + " is deprecated: " + sentence(deprecation.message()),
                    deprecation.replacedBy().isEmpty() ? "" : "Use " + deprecation.replacedBy() + " instead."));
        }
        return List.copyOf(warnings);
    }

    private ProblemException none(BlockReference reference) {
        var yanked = versions.stream()
                .filter(candidate -> candidate.standing() == Standing.YANKED)
                .filter(candidate -> reference.allows(candidate.version()))
                .findFirst();
        if (yanked.isPresent()) {
            return ProblemException.of(
                    ProblemException.Kind.NOT_FOUND,
                    "catalog.yanked",
                    "Every version of " + id + " that satisfies \u201c" + reference.version() + "\u201d was yanked; "
                            + yanked.get().version() + ": "
                            + sentence(yanked.get().why()),
                    "Name another range, or the version exactly if you know why.");
        }
        return offered().isEmpty() && !versions.isEmpty()
                ? draft(versions.getFirst().version())
                : BlockNames.noVersion(reference, offered());
    }

    private ProblemException draft(BlockVersion version) {
        return ProblemException.of(
                ProblemException.Kind.NOT_FOUND,
                "catalog.draft",
                id + "@" + version + " is a draft, which nobody can use yet.",
                "Let an owner of the block or an administrator promote it.");
    }

    private static String sentence(String text) {
        return text.matches("(?s).*[.!?]") ? text : text + ".";
    }
}
