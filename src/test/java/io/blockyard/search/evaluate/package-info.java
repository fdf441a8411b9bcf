/** Tests of the package of the same name, and what they are made with. */
@org.jspecify.annotations.NullMarked
package io.blockyard.search.evaluate;
