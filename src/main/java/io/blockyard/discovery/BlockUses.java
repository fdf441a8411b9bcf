package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockReference;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.SourceBlock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks make what zones read: those of the same project, and those of other projects whose objects are exposed.
 * Makers of the project itself have to be named before anybody asks.
 */
final class BlockUses {

    private final Catalog catalog;
    private final Actor actor;
    /** By what the zone's recipes call it. */
    private final Map<String, BlockReference> makers = new HashMap<>();

    private final Map<String, Map<String, BlockReference>> elsewhere = new HashMap<>();

    BlockUses(Catalog catalog, Actor actor) {
        this.catalog = catalog;
        this.actor = actor;
    }

    /** The zone is this block, at this version. */
    void makes(ZoneBoundary zone, BlockReference block) {
        zone.outputs().forEach(ref -> makers.put(ref, block));
    }

    /** The blocks whose outputs the zone reads, each once, by their ids. */
    List<BlockReference> of(ZoneBoundary zone) {
        return zone.inputs().stream()
                .map(this::maker)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparing(BlockReference::toString))
                .toList();
    }

    private @Nullable BlockReference maker(String ref) {
        var own = makers.get(ref);
        var dot = ref.indexOf('.');
        return own != null || dot < 0
                ? own
                : elsewhere
                        .computeIfAbsent(ref.substring(0, dot), this::outputsOf)
                        .get(ref.substring(dot + 1));
    }

    /** What the blocks of a project make, by name and by id. */
    private Map<String, BlockReference> outputsOf(String projectKey) {
        var outputs = new HashMap<String, BlockReference>();
        for (SourceBlock block : catalog.sourceBlocks(actor, projectKey).values()) {
            var manifest = catalog.block(actor, block.id()).manifest();
            manifest.outputs().forEach(port -> {
                outputs.put(port.name(), manifest.reference());
                outputs.put(port.ref(), manifest.reference());
            });
        }
        return outputs;
    }
}
