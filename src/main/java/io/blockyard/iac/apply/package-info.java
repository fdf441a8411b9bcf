/**
 * A plan's operations on a DSS instance: reading what is there, making, changing and deleting each kind of resource, and
 * reading back what an apply has left. Each operation can be run again after a crash and then takes effect once.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.iac.apply;
