/**
 * Words: how a text falls into words and stems, what French says in English, which words stand for each other, how a
 * mistyped word was meant, and the numbers that say how near two texts are in meaning.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("language")
package io.blockyard.search.language;
