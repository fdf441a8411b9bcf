package io.blockyard.portal.plan;

import com.vaadin.flow.router.QueryParameters;
import io.blockyard.iac.PlanQuery;
import io.blockyard.iac.PlanState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which plans the list shows, as its address says it: {@code ?phase=waiting&target=plant&project=LINE_9}.
 *
 * @param phase empty for all
 * @param target a source's name; empty for all
 * @param projectKey a project's key; empty for all
 */
public record PlanListState(Optional<PlanPhase> phase, String target, String projectKey) {

    static final PlanListState ALL = new PlanListState(Optional.empty(), "", "");

    /** The plans of one project. */
    public static PlanListState ofProject(String target, String projectKey) {
        return new PlanListState(Optional.empty(), target, projectKey);
    }

    static PlanListState of(QueryParameters parameters) {
        return new PlanListState(
                PlanPhase.chosen(parameters.getParameters("phase")),
                parameters.getSingleParameter("target").orElse(""),
                parameters.getSingleParameter("project").orElse(""));
    }

    /** As the address of the list says it. */
    public QueryParameters toParameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        phase.ifPresent(chosen -> parameters.put("phase", List.of(chosen.wire())));
        if (!target.isEmpty()) {
            parameters.put("target", List.of(target));
        }
        if (!projectKey.isEmpty()) {
            parameters.put("project", List.of(projectKey));
        }
        return new QueryParameters(parameters);
    }

    /** @param cursor where the page before ended; null for the newest */
    PlanQuery query(@Nullable String cursor, int limit) {
        return new PlanQuery(target, projectKey, phase.map(PlanPhase::states).orElse(Set.of()), cursor, limit);
    }

    /** How many plans it shows, of so many in each state. */
    long of(Map<PlanState, Long> counts) {
        return phase.map(chosen -> chosen.of(counts))
                .orElseGet(() ->
                        counts.values().stream().mapToLong(Long::longValue).sum());
    }

    boolean isAll() {
        return equals(ALL);
    }

    boolean isOfOneProject() {
        return !target.isEmpty() || !projectKey.isEmpty();
    }

    String projectName() {
        return projectKey.isEmpty() || target.isEmpty() ? projectKey + target : projectKey + " · " + target;
    }

    PlanListState with(PlanPhase chosen) {
        return new PlanListState(Optional.of(chosen), target, projectKey);
    }

    PlanListState withoutPhase() {
        return new PlanListState(Optional.empty(), target, projectKey);
    }

    PlanListState withoutProject() {
        return new PlanListState(phase, "", "");
    }
}
