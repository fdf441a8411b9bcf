/**
 * Finding blocks: what a person types becomes a query, its hits come with facets, highlights and suggestions, and each
 * block with those like it and those that fit to it.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.search;
