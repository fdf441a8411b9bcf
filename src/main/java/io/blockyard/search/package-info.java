/** Finding blocks: the Lucene index derived from the catalog's change feed, facets, suggestions. */
@org.jspecify.annotations.NullMarked
package io.blockyard.search;
