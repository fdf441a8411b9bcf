/**
 * From a need in words to the blocks that serve it: what was understood, which blocks come into question, how well each
 * fits and why, and whether any fits at all.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("match")
package io.blockyard.search.match;
