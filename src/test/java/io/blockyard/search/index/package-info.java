/** The index itself: following a feed, surviving damage and crashes, vectors. */
@org.jspecify.annotations.NullMarked
package io.blockyard.search.index;
