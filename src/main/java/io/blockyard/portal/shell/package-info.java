/** The frame around every screen: navigation, search in the header, signing in, and what is shown when something fails. */
@org.jspecify.annotations.NullMarked
package io.blockyard.portal.shell;
