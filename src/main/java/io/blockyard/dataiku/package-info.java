/**
 * Dataiku DSS: a project as one immutable snapshot, whatever it is read from; writing to an instance; a sandbox
 * that speaks the same REST API; the code of recipes. It knows DSS, not blocks.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.dataiku;
