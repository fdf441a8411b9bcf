/**
 * Copies of the registry elsewhere: in folders, in git repositories and in DSS projects. A task writes what changed in
 * the catalog and brings back what people changed in the articles there.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("mirror")
package io.blockyard.catalog.mirror;
