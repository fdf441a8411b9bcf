package io.blockyard.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan to be made anew.
 *
 * @param adopt addresses of what others made on the target, which the plan may take over; nothing more when left out
 */
public record ReplanRequest(@Nullable Set<String> adopt) {}
