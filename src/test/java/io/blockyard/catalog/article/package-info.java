@org.jspecify.annotations.NullMarked
package io.blockyard.catalog.article;
