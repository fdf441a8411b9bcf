/** Wiring on hand-made and generated blocks, and compositions on a real catalog. */
@org.jspecify.annotations.NullMarked
package io.blockyard.compose;
