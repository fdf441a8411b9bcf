/**
 * The code inside recipes, read through real parsers: names of datasets, folders, tables and modules can be replaced
 * without touching anything else, and what cannot be decided is said with its line.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.dataiku.code;
