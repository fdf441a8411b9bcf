package io.blockyard.catalog;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.dataiku.ProjectSnapshot;
import java.time.Instant;
import java.util.List;

/** The blocks, as the database holds them. */
public class Catalog implements BlockRegistry {

    /** @throws io.blockyard.problem.ProblemException NOT_FOUND with similar ids */
    public CatalogBlock block(Actor actor, BlockId id) {
        throw new UnsupportedOperationException();
    }

    /** By id, from the first after {@code after} (null or empty: from the start). */
    public List<CatalogBlock> blocks(Actor actor, @org.jspecify.annotations.Nullable String after, int limit) {
        throw new UnsupportedOperationException();
    }

    public long count(Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Newest first. */
    public List<PublishedVersion> versions(Actor actor, BlockId id) {
        throw new UnsupportedOperationException();
    }

    /** @throws io.blockyard.problem.ProblemException NOT_FOUND with the versions that exist */
    public PublishedVersion version(Actor actor, BlockId id, BlockVersion version) {
        throw new UnsupportedOperationException();
    }

    public Article article(Actor actor, BlockId id) {
        throw new UnsupportedOperationException();
    }

    /** What the version's bundle holds of the source project, to draw the flow and show recipes. */
    public ProjectSnapshot definition(Actor actor, BlockId id, BlockVersion version) {
        throw new UnsupportedOperationException();
    }

    /** The bundle's bytes, a zip. */
    public byte[] bundle(Actor actor, BlockId id, BlockVersion version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ResolvedBlock resolve(BlockReference reference) {
        throw new UnsupportedOperationException();
    }

    /** Blocks that changed after {@code sequence}, oldest change first: what an index follows. */
    public List<CatalogBlock> changesAfter(long sequence, int limit) {
        throw new UnsupportedOperationException();
    }

    /**
     * One published version.
     *
     * @param note why it exists: first publication, or what changed against the version before
     */
    public record PublishedVersion(
            BlockManifest manifest, String digest, Instant publishedAt, String publishedBy, String note) {}
}
