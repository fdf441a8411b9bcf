/**
 * Infrastructure as code: the configuration and its validation, desired state, plan, review and approval, apply with
 * its journal, recorded state.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.iac;
