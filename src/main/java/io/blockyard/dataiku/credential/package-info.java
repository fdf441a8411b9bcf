/**
 * Credentials that people left in code, parameters and texts of a project: found by their forms, and taken out before
 * anything of the project goes further. What is found is told by kind, place and line, never by its text.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("credential")
package io.blockyard.dataiku.credential;
