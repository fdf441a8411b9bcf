/**
 * The Lucene index itself: what a block's document holds, how text becomes words, and how the index follows the
 * catalog's change feed, words at once and vectors after them. Only the room of searching uses it.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.search.index;
