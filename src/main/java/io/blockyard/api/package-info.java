/** REST, its OpenAPI page and the published JSON Schemas. It holds no business rules. */
@org.jspecify.annotations.NullMarked
package io.blockyard.api;
