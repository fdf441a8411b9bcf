/**
 * A small DSS for demos, dry runs and tests: a server that speaks the public REST API over a folder of projects in git
 * layout. What is created through it is written to the folder, one file at a time and each file whole.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("sandbox")
package io.blockyard.dataiku.sandbox;
