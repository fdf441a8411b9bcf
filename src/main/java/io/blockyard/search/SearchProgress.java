package io.blockyard.search;

/**
 * How far the index is.
 *
 * @param building whether it does not hold everything yet: after a first start, a new version or damage
 * @param whole whether results are whole nevertheless, since a former index answers meanwhile
 * @param indexed blocks that are in it
 * @param total blocks there are
 * @param withoutVector blocks that are found by their words alone so far
 */
public record SearchProgress(boolean building, boolean whole, long indexed, long total, long withoutVector) {}
