package io.blockyard.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person changed in a draft; what is null stays.
 *
 * @param intent the need in other words; the blocks stay as they are
 */
public record CompositionEdit(
        @Nullable List<CompositionRequest.BlockChoice> blocks,
        @Nullable List<WireChoice> wires,
        @Nullable List<DatasetChoice> datasets,
        @Nullable List<NameChoice> names,
        CompositionRequest.@Nullable ProjectChoice project,
        @Nullable String intent) {

    /** The need said in other words, and nothing else. */
    public static CompositionEdit ofIntent(String intent) {
        return new CompositionEdit(null, null, null, null, null, intent);
    }

    public CompositionEdit(
            @Nullable List<CompositionRequest.BlockChoice> blocks,
            @Nullable List<WireChoice> wires,
            @Nullable List<DatasetChoice> datasets,
            @Nullable List<NameChoice> names,
            CompositionRequest.@Nullable ProjectChoice project) {
        this(blocks, wires, datasets, names, project, null);
    }

    /** A connection that a person made, or (with an empty {@code from}) cut. */
    public record WireChoice(String toAlias, String toPort, String fromAlias, String fromPort) {}

    /** Which dataset a port that no block feeds reads, or what an output is called. */
    public record DatasetChoice(
            String alias, String port, String dataset, String type, String connection, String table, String path) {}

    /** Names of an instance and its zone. */
    public record NameChoice(String alias, String instanceName, String zoneName) {}
}
