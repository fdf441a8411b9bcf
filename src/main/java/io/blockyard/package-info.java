/**
 * The application as a whole: how the rooms are put together and started, and what its data folder looks like.
 * Everything it does is done in a room below.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard;
