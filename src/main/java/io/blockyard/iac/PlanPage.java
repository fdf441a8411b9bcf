package io.blockyard.iac;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some plans of a list.
 *
 * @param next where the next page begins, for {@link PlanQuery#cursor}; null behind the last plan
 */
public record PlanPage(
        List<Plans.PlanSummary> items, @Nullable String next) {
    public PlanPage {
        items = List.copyOf(items);
    }
}
