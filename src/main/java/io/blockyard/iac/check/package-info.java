/**
 * What a configuration means: whether its names refer to something, who makes and who reads each dataset, circles,
 * and whether blocks are wired as their contracts ask. Everything wrong is collected, nothing is thrown.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.iac.check;
