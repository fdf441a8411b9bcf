/** The way from a need to a plan: choosing blocks, wiring, names, the configuration, planning it. */
@org.jspecify.annotations.NullMarked
package io.blockyard.portal.compose;
