/**
 * The HTTP side of the room: thin controllers over the application services, the filter chain of the API, and the
 * one place where a failure becomes a status with problem details.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.api.rest;
