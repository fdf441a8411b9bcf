package io.blockyard.api;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A configuration to be planned.
 *
 * @param configuration the whole configuration as one YAML text; left out when {@code files} are given
 * @param files path → text, {@code project.yml} among them; left out when {@code configuration} is given
 * @param environment a named environment, {@code dev} when left out
 * @param target a source's name
 * @param adopt addresses of what others made on the target, which the plan may take over; nothing when left out
 */
public record PlanRequest(
        @Nullable String configuration,
        @Nullable Map<String, String> files,
        @Nullable String environment,
        @Nullable String target,
        @Nullable Set<String> adopt) {}
