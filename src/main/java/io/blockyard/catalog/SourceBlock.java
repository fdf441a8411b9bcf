package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;

/**
 * What it takes to tell whether a block still is as its zone, without reading what is in it.
 *
 * @param zoneId the zone that it was made of
 * @param shown the version that the catalog shows
 * @param newest the highest version, whatever its standing
 * @param digest of the newest version's bundle
 * @param gone whether the zone was found gone
 * @param offered whether any of its versions is
 */
public record SourceBlock(
        BlockId id,
        String zoneId,
        BlockVersion shown,
        BlockVersion newest,
        String digest,
        boolean gone,
        boolean offered) {

    /** Of two rows of one block, that of the higher version. */
    static SourceBlock newer(SourceBlock one, SourceBlock other) {
        return one.newest.compareTo(other.newest) >= 0 ? one : other;
    }
}
