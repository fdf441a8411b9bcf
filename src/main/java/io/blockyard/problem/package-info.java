/**
 * What went wrong, as data: a {@link io.blockyard.problem.Problem} says what, where and what would be
 * right, and reads the same on a screen, in JSON and on a terminal. No Spring lives here.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.problem;
