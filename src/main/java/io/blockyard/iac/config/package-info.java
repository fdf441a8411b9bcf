/**
 * The configuration as people write it: YAML with the place of every value, the typed model of both dialects, and
 * everything that can be said about it without knowing what its names mean. Nothing here knows DSS or the catalog.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.iac.config;
