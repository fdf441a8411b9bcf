/**
 * People, roles, rights, API tokens and the audit trail. Every application service takes an
 * {@link io.blockyard.access.Actor} and asks it for the right it needs, so that a screen, an endpoint and
 * a command cannot differ in what they allow.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.access;
