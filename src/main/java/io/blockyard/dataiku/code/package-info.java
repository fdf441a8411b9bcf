/**
 * The code of recipes and libraries, parsed: what a Python text imports and defines, which tables a SQL text reads, and
 * new names for datasets, folders and modules in Python, R and SQL. Only what is certain is rewritten; the rest is told with its line.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("code")
package io.blockyard.dataiku.code;
