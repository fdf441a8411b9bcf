package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.ContractComparison;
import io.blockyard.block.ContractComparison.Difference;
import io.blockyard.block.ContractComparison.Weight;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.dataiku.ProjectFiles;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Solutions in the catalog: blocks that are made of other blocks. They are published, versioned and found like any
 * block; a version holds exactly the manifest, completed by what its members tell of its ports.
 */
public class Solutions {

    private final Catalog catalog;
    private final Publisher publisher;
    private final SolutionTables tables;
    private final Audit audit;

    public Solutions(DataSource dataSource, Catalog catalog, Publisher publisher, Audit audit) {
        this.catalog = catalog;
        this.publisher = publisher;
        this.tables = new SolutionTables(JdbcClient.create(dataSource));
        this.audit = audit;
    }

    /**
     * A solution that holds a block.
     *
     * @param alias what the solution calls the block
     * @param reference which versions of the block it takes
     */
    public record ContainedIn(BlockId solution, BlockVersion version, String alias, String reference) {}

    /**
     * What publishing would do.
     *
     * @param version the version it would have
     * @param unchanged whether that version exists already, with the same content
     * @param changes against the newest version, heaviest first; empty for the first one
     */
    public record Proposal(
            SolutionAssembly assembly, BlockVersion version, boolean unchanged, List<Difference> changes) {}

    /** A published solution, taken apart as its references resolve today. */
    public SolutionAssembly assembly(Actor actor, BlockId id, BlockVersion version) {
        var manifest = catalog.version(actor, id, version).manifest();
        if (!SolutionAssembly.isSolution(manifest)) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "solution.no-solution",
                    id + " is a block of one zone, not a solution.",
                    "Its page shows the flow of the zone.");
        }
        return SolutionAssembly.of(manifest, catalog);
    }

    /** The newest versions of solutions that hold the block. */
    public List<ContainedIn> holding(Actor actor, BlockId block) {
        actor.require(Right.READ);
        return tables.holding(block);
    }

    /**
     * What publishing would do, with everything that is wrong among the assembly's problems.
     *
     * @param written what a person wrote; without a version, the one that follows from what changed is taken
     * @throws ProblemException CONFLICT when the id is a zone's
     */
    public Proposal check(Actor actor, SolutionText.Written written) {
        actor.require(Right.READ);
        var assembly = SolutionAssembly.of(written.manifest(), catalog);
        var newest = newest(actor, written.manifest().id());
        var differences = newest.map(before -> differences(before, assembly)).orElse(List.of());
        boolean unchanged = newest.isPresent() && differences.isEmpty();
        var next = newest.map(before -> unchanged
                        ? before.version()
                        : differences.getFirst().weight().after(before.version()))
                .orElse(BlockVersion.FIRST);
        return new Proposal(
                assembly, written.versioned() ? written.manifest().version() : next, unchanged, differences);
    }

    /**
     * Publishes a solution. The same content again is nothing new.
     *
     * @throws ProblemException INVALID with everything that is wrong with it; CONFLICT when the id is a zone's, or the
     *     version exists with other content or is older than the newest
     */
    public PublishedVersion publish(Actor actor, SolutionText.Written written) {
        actor.require(Right.COMPOSE);
        var proposal = check(actor, written);
        var assembly = proposal.assembly();
        if (!assembly.isSound()) {
            throw new ProblemException(Kind.INVALID, assembly.problems());
        }
        var manifest = SolutionContract.published(assembly, proposal.version());
        var note = proposal.changes().isEmpty()
                ? "First publication"
                : new ContractComparison(proposal.changes()).sentences();
        var earlier =
                catalog.exists(manifest.id()) ? catalog.versions(actor, manifest.id()) : List.<PublishedVersion>of();
        publisher.publishSolution(
                actor,
                new Publication(
                        manifest,
                        manifest.id().value(),
                        ProjectFiles.read("", Map.of()),
                        SolutionArticle.summary(manifest),
                        SolutionArticle.write(assembly, manifest, note, earlier),
                        note));
        if (!proposal.unchanged()) {
            audit.record(
                    actor,
                    "solution.publish",
                    manifest.id().value(),
                    manifest.version().toString());
        }
        return catalog.version(actor, manifest.id(), manifest.version());
    }

    private Optional<BlockManifest> newest(Actor actor, BlockId id) {
        if (!catalog.exists(id)) {
            return Optional.empty();
        }
        var manifest = catalog.block(actor, id).manifest();
        if (!SolutionAssembly.isSolution(manifest)) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    Problem.error(
                                    "solution.id-taken",
                                    id + " is the id of a block that was made from the zone \u201c"
                                            + manifest.sourceZone() + "\u201d of " + manifest.sourceProject() + ".",
                                    "Choose another id for the solution.")
                            .at("block_id"));
        }
        return Optional.of(manifest);
    }

    /** Contracts first; then members and wiring; then what is only told. */
    private static List<Difference> differences(BlockManifest before, SolutionAssembly now) {
        var after = SolutionContract.published(now, before.version());
        var others = new ArrayList<Difference>();
        if (!before.sequence().equals(after.sequence()) || !mapsOf(before).equals(mapsOf(after))) {
            others.add(new Difference(Weight.MINOR, "members or their wiring changed"));
        }
        var compared = ContractComparison.of(before, after).and(others).differences();
        boolean same = before.withMetadata(null).equals(after.withMetadata(null));
        return compared.isEmpty() && !same
                ? List.of(new Difference(Weight.PATCH, "what is told of it changed"))
                : compared;
    }

    private static List<String> mapsOf(BlockManifest manifest) {
        return manifest.ports()
                .map(port -> port.name() + ">" + port.mapsTo() + "<" + port.mapsFrom())
                .toList();
    }
}
