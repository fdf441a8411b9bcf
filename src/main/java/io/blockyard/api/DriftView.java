package io.blockyard.api;

import io.blockyard.iac.Deployments;
import io.blockyard.iac.Plan;
import java.util.List;

/**
 * What was changed outside in a project.
 *
 * @param digest of exactly this, which an adoption is bound to
 */
public record DriftView(String digest, List<Plan.Drift> items) {

    public static DriftView of(List<Plan.Drift> seen) {
        return new DriftView(Deployments.digest(seen), List.copyOf(seen));
    }
}
