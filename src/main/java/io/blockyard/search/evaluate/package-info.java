/** Measuring how well needs are matched: sets of intents with the blocks they expect, baselines beside, misses told. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("evaluate")
package io.blockyard.search.evaluate;
