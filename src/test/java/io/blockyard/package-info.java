/** What tests of several rooms share: databases, and sample data that may be absent. */
@org.jspecify.annotations.NullMarked
package io.blockyard;
