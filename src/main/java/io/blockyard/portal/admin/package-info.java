/** What administrators do: sources and crawls, people, tokens, the audit trail. */
@org.jspecify.annotations.NullMarked
package io.blockyard.portal.admin;
