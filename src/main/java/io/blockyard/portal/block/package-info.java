/** One block: its article, contract, flow, versions, and how to use it. */
@org.jspecify.annotations.NullMarked
package io.blockyard.portal.block;
