/** What was deployed where, from which blocks. */
@org.jspecify.annotations.NullMarked
package io.blockyard.portal.project;
