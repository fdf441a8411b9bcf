package io.blockyard.compose;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.ContractFit.ColumnFit;
import io.blockyard.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A draft: blocks, their wiring, names, and the configuration that comes out.
 *
 * @param yaml empty when none can be generated; {@code problems} then say why
 * @param yamlEdited whether a person wrote over the generated YAML
 */
public record Composition(
        UUID id,
        String intent,
        List<Member> members,
        List<Wire> wires,
        List<OuterPort> outer,
        CompositionRequest.ProjectChoice project,
        String yaml,
        boolean yamlEdited,
        List<Problem> problems,
        String owner,
        Instant createdAt,
        Instant updatedAt) {

    /** A block in the composition. */
    public record Member(
            String alias, String reference, BlockManifest manifest, String instanceName, String zoneName) {}

    /**
     * An output of one block that feeds an input of another, as {@code dataset}.
     *
     * @param score from 0 to 1: how well the contracts fit
     * @param explanation which columns fit, miss or differ, for people
     */
    public record Wire(
            String fromAlias,
            String fromPort,
            String toAlias,
            String toPort,
            String dataset,
            double score,
            boolean automatic,
            String explanation,
            List<ColumnFit> columns) {}

    /** A port that meets the world outside: an input that no block feeds, or an output that stays. */
    public record OuterPort(
            String alias,
            String port,
            boolean input,
            String dataset,
            String type,
            String connection,
            String table,
            String path,
            List<Alternative> alternatives) {}

    /** A wire that would also be possible, best first. */
    public record Alternative(String fromAlias, String fromPort, double score, String explanation) {}
}
