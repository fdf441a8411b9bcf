package io.blockyard.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration to be checked.
 *
 * @param configuration the whole configuration as one YAML text; left out when {@code files} are given
 * @param files path → text, {@code project.yml} among them; left out when {@code configuration} is given
 * @param environment a named environment, {@code dev} when left out
 * @param target a source's name, to be asked what it offers; left out to check without one
 * @param strict whether warnings count as errors
 */
public record CheckRequest(
        @Nullable String configuration,
        @Nullable Map<String, String> files,
        @Nullable String environment,
        @Nullable String target,
        @Nullable Boolean strict) {}
