/** The home of the site: searching and browsing the blocks. The whole state of the page is in its address. */
@org.jspecify.annotations.NullMarked
package io.blockyard.portal.catalog;
