/**
 * What should exist: a configuration, with its blocks taken apart, as a list of resources of one project. Names of
 * blocks' internal objects have become the instance's here, and references follow them everywhere.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.iac.desired;
