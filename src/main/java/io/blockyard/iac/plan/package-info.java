/**
 * From desired and current state to a plan: the difference per resource, the order, the digest, and how a plan reads
 * as text. Nothing here talks to anything.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.iac.plan;
