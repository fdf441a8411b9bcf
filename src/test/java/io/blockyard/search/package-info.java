/** Searching, on real Lucene indexes in memory and on disk. */
@org.jspecify.annotations.NullMarked
package io.blockyard.search;
