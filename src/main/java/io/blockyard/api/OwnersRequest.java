package io.blockyard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who looks after a block.
 *
 * @param owners login names
 */
public record OwnersRequest(@Nullable List<String> owners) {}
