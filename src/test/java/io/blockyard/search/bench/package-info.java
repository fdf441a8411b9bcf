/** Measures searching at several sizes of catalog, beside other engines on the same data. */
@org.jspecify.annotations.NullMarked
package io.blockyard.search.bench;
