package io.blockyard.catalog.article;

/**
 * A place of an article that a person and the source both changed, so that one text cannot hold both. The article
 * keeps the person's until somebody decides.
 *
 * @param base what both began with; empty when it was not there
 * @param crawled what the source says now; empty when it says nothing any more
 * @param written what the person wrote; empty when they took it away
 */
public record ArticleConflict(ArticlePlace place, String base, String crawled, String written) {}
