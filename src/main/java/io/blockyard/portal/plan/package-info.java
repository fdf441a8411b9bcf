/** Reviewing a plan, deciding on it, applying it in front of one's eyes. */
@org.jspecify.annotations.NullMarked
package io.blockyard.portal.plan;
