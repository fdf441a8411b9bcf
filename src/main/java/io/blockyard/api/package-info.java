/**
 * REST, its OpenAPI page and the published JSON Schemas: the words of the wire as records, shared with the clients
 * of this house. The controllers are in {@code rest}; they hold no business rules.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.api;
