@org.jspecify.annotations.NullMarked
package io.blockyard.discovery.article;
