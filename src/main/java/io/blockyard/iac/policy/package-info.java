/**
 * Rules that a plan has to keep, as expressions in CEL: what an expression may see of a plan, whether it is well-formed,
 * and whether it holds. Nothing here knows a database or a person.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.iac.policy;
