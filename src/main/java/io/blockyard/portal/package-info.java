/** The site in the browser: shell, theme, and one sub-package per area. It holds no business rules. */
@org.jspecify.annotations.NullMarked
package io.blockyard.portal;
