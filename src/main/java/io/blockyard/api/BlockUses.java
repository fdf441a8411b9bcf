package io.blockyard.api;

import io.blockyard.catalog.Solutions.ContainedIn;
import io.blockyard.iac.Deployments.BlockUse;
import java.util.List;

/** Where a block is used: in which solutions, and in which deployed projects. */
public record BlockUses(List<ContainedIn> solutions, List<BlockUse> projects) {}
