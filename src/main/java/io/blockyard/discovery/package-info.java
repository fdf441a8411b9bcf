/**
 * From a project snapshot to blocks: zone boundaries, contracts, articles, and the crawl that brings them into the
 * catalog.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.discovery;
