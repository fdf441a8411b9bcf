/**
 * The command line: a client of the REST API, and the offline commands, which call the rooms
 * directly and never start Spring.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.cli;
