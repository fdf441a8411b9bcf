/** From chosen blocks to a configuration: wiring proposed from contracts, names, and YAML that validates. */
@org.jspecify.annotations.NullMarked
package io.blockyard.compose;
