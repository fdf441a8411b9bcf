package io.blockyard.iac;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which plans a list is to hold, newest first.
 *
 * @param target a source's name; empty for all
 * @param projectKey a project's key; empty for all
 * @param states where the plans stand; none for anywhere
 * @param cursor of {@link PlanPage#next}, to go on behind an earlier page; null for the start
 * @param limit of one page, from 1 to {@link #MOST}
 */
public record PlanQuery(
        String target,
        String projectKey,
        Set<PlanState> states,
        @Nullable String cursor,
        int limit) {

    /** The longest page. */
    public static final int MOST = 500;

    public PlanQuery {
        states = Set.copyOf(states);
        limit = Math.clamp(limit, 1, MOST);
    }
}
