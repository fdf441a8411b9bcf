/**
 * The vocabulary everything else speaks: block id, version, port, column, manifest, block reference. All
 * immutable, with their JSON and YAML form; no Spring.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.block;
