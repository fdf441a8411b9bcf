package io.blockyard.iac.desired;

import io.blockyard.dataiku.ManagedDataset;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.NearestName;
import io.blockyard.iac.config.Place;
import io.blockyard.iac.config.Text;
import java.util.Set;
import java.util.stream.Collectors;

/** Which connection of the target is meant, and whether it is there. */
final class Connections {

    private static final int SHOWN = 8;

    private final Configuration configuration;
    private final TargetView target;
    private final Findings findings;

    Connections(Configuration configuration, TargetView target, Findings findings) {
        this.configuration = configuration;
        this.target = target;
        this.findings = findings;
    }

    /** The target's default connection; empty when that cannot be known here. */
    String forManagedDatasets(Place place, String dataset) {
        var chosen = configuration.target().defaultConnection();
        if (!chosen.isEmpty() || !target.known()) {
            return chosen;
        }
        if (target.connections().containsKey(ManagedDataset.USUAL_CONNECTION)) {
            return ManagedDataset.USUAL_CONNECTION;
        }
        findings.error(
                "plan.no-default-connection",
                place,
                "The target has no connection \u201c" + ManagedDataset.USUAL_CONNECTION
                        + "\u201d for the managed dataset \u201c" + dataset + "\u201d.",
                "Set target.default_connection to one of "
                        + String.join(
                                ", ",
                                new java.util.TreeSet<>(target.connections().keySet())) + ".");
        return "";
    }

    /** What a connection of a block's source is called on the target. */
    String mapped(String sourceConnection) {
        var mapped = configuration.target().connections().get(sourceConnection);
        return mapped == null ? sourceConnection : mapped.value();
    }

    /** What a code environment of a block's source is called on the target. */
    String mappedCodeEnv(String sourceEnv) {
        Text mapped = configuration.target().codeEnvs().get(sourceEnv);
        return mapped == null ? sourceEnv : mapped.value();
    }

    void require(String connection, Place place, String who) {
        if (connection.isEmpty() || target.connections().containsKey(connection)) {
            return;
        }
        findings.error(
                "plan.connection-missing",
                place,
                "The target has no connection \u201c" + connection + "\u201d, which " + who + " needs.",
                NearestName.suggest(
                        connection,
                        target.connections().keySet(),
                        "Map it under target.connections to one that it has ("
                                + some(target.connections().keySet())
                                + "), or ask an administrator of DSS to create it."));
    }

    /** The first names of many, for a sentence. */
    private static String some(Set<String> names) {
        var first = names.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
    }
}
