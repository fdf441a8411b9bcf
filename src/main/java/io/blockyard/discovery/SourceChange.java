package io.blockyard.discovery;

import java.time.Instant;
import java.util.UUID;

/**
 * What the newest look at a block's source found that nobody has accepted yet.
 *
 * @param crawl the preview that waits
 * @param version that the block would get
 * @param outcome what would become of it, as {@link BlockOutcome.Outcome} is written
 */
public record SourceChange(UUID crawl, Instant seenAt, String version, String outcome) {}
