package io.blockyard.iac;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.apply.Observed;
import io.blockyard.iac.apply.SecretValues;
import io.blockyard.iac.plan.Attributes;
import io.blockyard.iac.plan.RecordedState;
import java.util.ArrayList;
import java.util.List;

/**
 * What was recorded of a project beside what is there now.
 *
 * @param now the recorded resources as the target shows them; those that are gone are left out
 */
record DriftCheck(RecordedState now, List<Plan.Drift> drift) {

    static DriftCheck of(RecordedState recorded, ProjectSnapshot snapshot, SecretValues secrets) {
        var observed = Observed.of(recorded, snapshot, secrets);
        var drift = new ArrayList<Plan.Drift>();
        recorded.resources().forEach((address, attributes) -> {
            var there = observed.get(address);
            if (there == null) {
                drift.add(new Plan.Drift(address, true, List.of()));
            } else if (!Attributes.same(attributes, there)) {
                drift.add(new Plan.Drift(
                        address,
                        false,
                        Attributes.changes(attributes, there).entrySet().stream()
                                .map(change -> new Plan.AttributeChange(
                                        change.getKey(),
                                        change.getValue().before(),
                                        change.getValue().after()))
                                .toList()));
            }
        });
        return new DriftCheck(new RecordedState(recorded.lineage(), recorded.serial(), observed), List.copyOf(drift));
    }
}
