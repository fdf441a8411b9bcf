package io.blockyard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param only ids of the blocks that are accepted; left out or empty for all that wait */
public record AcceptanceRequest(@Nullable List<String> only) {}
