/** Parts that several screens share: graphs, code, articles, badges, empty states, notices, the progress of a task. */
@org.jspecify.annotations.NullMarked
package io.blockyard.portal.part;
