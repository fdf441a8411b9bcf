/**
 * The text of an article: its front matter and sections, and how what a crawl writes meets what people wrote. Pure
 * text in, pure text out; nothing here knows the database.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.catalog.article;
