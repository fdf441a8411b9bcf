/**
 * The catalog: blocks, their immutable versions and bundles, wiki articles, lifecycle, the change feed that others
 * follow, and the projection to a registry tree.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.catalog;
