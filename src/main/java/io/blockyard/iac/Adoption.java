package io.blockyard.iac;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.apply.Observed;
import io.blockyard.iac.apply.SecretValues;
import io.blockyard.iac.apply.TargetProject;
import io.blockyard.iac.desired.DesiredState;
import io.blockyard.iac.plan.RecordedState;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes over what others made on a target, by name: it counts as deployed from then on, so that plans change it and
 * delete it when the configuration no longer has it.
 *
 * @param known the recorded state with what is adopted as the target shows it
 * @param warnings one for each thing that is taken over
 */
record Adoption(RecordedState known, List<Problem> warnings) {

    /** The code of the warning for each thing that is taken over; its path is the address. */
    static final String ADOPTED = "plan.adopted";

    /**
     * Takes over what was named.
     *
     * @param named addresses; those that were deployed from here anyway do not matter
     * @param snapshot what the target holds of the project; null when it has none
     * @throws ProblemException INVALID naming the addresses that the configuration does not have
     */
    static Adoption of(
            RecordedState recorded,
            DesiredState desired,
            TargetProject there,
            Set<String> named,
            @Nullable ProjectSnapshot snapshot,
            SecretValues secrets) {
        requireWanted(desired, named);
        var adopted = new TreeMap<String, ObjectNode>();
        desired.resources().stream()
                .filter(resource -> named.contains(resource.address()))
                .filter(resource -> there.has(resource.address()))
                .filter(resource -> !recorded.resources().containsKey(resource.address()))
                .forEach(resource ->
                        adopted.put(resource.address(), resource.attributes().deepCopy()));
        if (adopted.isEmpty() || snapshot == null) {
            return new Adoption(recorded, List.of());
        }
        var warnings = new ArrayList<Problem>();
        adopted.keySet()
                .forEach(address -> warnings.add(Problem.warning(
                                ADOPTED,
                                "\u201c" + address + "\u201d was not made from here and is adopted.",
                                "From this apply on plans change it, and delete it when the configuration no longer has"
                                        + " it.")
                        .at(address)));
        var all = new TreeMap<>(recorded.resources());
        all.putAll(Observed.of(new RecordedState("", 0, Map.copyOf(adopted)), snapshot, secrets));
        return new Adoption(new RecordedState(recorded.lineage(), recorded.serial(), all), List.copyOf(warnings));
    }

    private static void requireWanted(DesiredState desired, Set<String> named) {
        var wanted =
                desired.resources().stream().map(resource -> resource.address()).toList();
        var unknown = named.stream()
                .filter(address -> !wanted.contains(address))
                .sorted()
                .map(address -> Problem.error(
                        "plan.adopt-unknown",
                        "\u201c" + address + "\u201d cannot be adopted: the configuration has no such resource.",
                        "Name addresses as the plan shows them, such as dataset.KEY.NAME."))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(ProblemException.Kind.INVALID, unknown);
        }
    }
}
