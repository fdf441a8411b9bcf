package io.blockyard.search.match;

import java.util.List;

/**
 * What tells a block apart from those that are almost the same.
 *
 * @param points gained or lost against them
 * @param named places of the need's concepts that it has and most of the others have not
 * @param unasked stems of its name that many of the others have not, and that nobody asked for
 */
record Apart(double points, List<Integer> named, List<String> unasked) {

    /** Of a block that nothing is like. */
    static final Apart NONE = new Apart(0, List.of(), List.of());
}
