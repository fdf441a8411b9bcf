package io.blockyard.catalog;

/**
 * Said on this node after a change of the catalog is committed. Other nodes notice by asking
 * for {@link Catalog#lastChange} and {@link Catalog#changesAfter}.
 *
 * @param sequence the newest place in the change feed
 */
public record CatalogChanged(long sequence) {}
