package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import java.time.Instant;

/**
 * The wiki page of a block.
 *
 * @param markdown the whole page, front matter included
 * @param revision grows by one with every change, from 1
 * @param author the person, or the crawl, that wrote this revision
 */
public record Article(BlockId block, String markdown, long revision, String author, Instant writtenAt) {}
