/** The first visit: setting up the administrator and filling an empty catalog. */
@org.jspecify.annotations.NullMarked
package io.blockyard.portal.setup;
