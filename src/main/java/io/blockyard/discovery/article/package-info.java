/**
 * What a block's wiki page says: a sentence for every recipe, read out of its type and payload, the flow as a
 * drawing, and the page around them. Written so that somebody who has never seen the source project understands it.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.discovery.article;
