package io.blockyard.discovery;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.ContractComparison;
import io.blockyard.catalog.SourceBlock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one block in a crawl, or would become of it in a preview.
 *
 * @param version the newest version afterwards
 * @param zone the name of its zone
 * @param from the newest version before; absent for a new block
 * @param formerName what the zone was called before, when it was renamed
 * @param differences what changed, heaviest first
 * @param conflicts places of the article that people and the source both changed
 * @param reason why its source is gone; absent while it is there
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BlockOutcome(
        String blockId,
        String version,
        String zone,
        Outcome outcome,
        @Nullable String from,
        @Nullable String formerName,
        List<Change> differences,
        List<String> conflicts,
        @Nullable String reason) {

    public BlockOutcome {
        // Absent in reports of earlier versions of this product.
        differences = List.copyOf(Objects.requireNonNullElse(differences, List.of()));
        conflicts = List.copyOf(Objects.requireNonNullElse(conflicts, List.of()));
    }

    /** The kinds of outcome. */
    public enum Outcome {
        NEW,
        CHANGED,
        /** Its zone has another name; it may have changed, too. */
        RENAMED,
        UNCHANGED,
        /** Its zone is not there any more, or is no block any more. */
        GONE,
        /** Its zone was gone and is there again, as it was. */
        BACK,
        /** It is as it was before a crawl that was undone. */
        UNDONE,
        /** Its zone is as in a version that somebody withdrew, so it stays withdrawn. */
        WITHHELD;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Outcome of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }

        /** Whether something is written because of it. */
        public boolean isChange() {
            return switch (this) {
                case NEW, CHANGED, RENAMED, GONE, BACK, UNDONE -> true;
                case UNCHANGED, WITHHELD -> false;
            };
        }
    }

    /**
     * One thing that changed.
     *
     * @param weight {@code major}, {@code minor} or {@code patch}
     * @param sentence without a full stop
     */
    public record Change(String weight, String sentence) {}

    static BlockOutcome of(BlockManifest manifest, Outcome outcome) {
        return new BlockOutcome(
                manifest.id().value(),
                manifest.version().toString(),
                manifest.sourceZone(),
                outcome,
                outcome == Outcome.NEW ? null : manifest.version().toString(),
                null,
                List.of(),
                List.of(),
                null);
    }

    /** A block that is as its zone, as far as their fingerprints tell. */
    static BlockOutcome seen(SourceBlock block, ZoneBoundary zone) {
        var version = block.shown().toString();
        return new BlockOutcome(
                block.id().value(),
                version,
                zone.name(),
                block.gone() ? Outcome.BACK : Outcome.UNCHANGED,
                version,
                null,
                List.of(),
                List.of(),
                null);
    }

    /** The same, coming from another version. */
    BlockOutcome from(String version) {
        return new BlockOutcome(
                blockId, this.version, zone, outcome, version, formerName, differences, conflicts, reason);
    }

    static BlockOutcome gone(BlockManifest manifest, String reason) {
        var plain = of(manifest, Outcome.GONE);
        return new BlockOutcome(
                plain.blockId, plain.version, plain.zone, Outcome.GONE, plain.from, null, List.of(), List.of(), reason);
    }

    static BlockOutcome changed(
            BlockManifest before, BlockManifest after, ContractComparison changes, List<String> conflicts) {
        var renamed = !before.name().equals(after.name());
        return new BlockOutcome(
                after.id().value(),
                after.version().toString(),
                after.sourceZone(),
                renamed ? Outcome.RENAMED : Outcome.CHANGED,
                before.version().toString(),
                renamed ? before.name() : null,
                changes.differences().stream()
                        .map(difference ->
                                new Change(difference.weight().name().toLowerCase(Locale.ROOT), difference.sentence()))
                        .toList(),
                conflicts,
                null);
    }
}
