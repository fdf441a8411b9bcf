package io.blockyard.discovery;

/**
 * How a project is crawled.
 *
 * @param preview whether nothing is published before somebody accepts it
 * @param zones which zones become blocks; the default zone stays in once it has become one
 */
public record CrawlOptions(boolean preview, ZoneChoice zones) {

    /** Everything is published, the default zone left out. */
    public static final CrawlOptions USUAL = new CrawlOptions(false, ZoneChoice.NAMED);
}
