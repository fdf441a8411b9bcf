package io.blockyard.search.match;

/**
 * The constants of the score. They were found on catalogs other than the ones that quality is reported on, and go with
 * the sentence model and the weights of {@link io.blockyard.search.index.ProfileField}.
 *
 * @param words of the root of what words say
 * @param meaning of a standard deviation of nearness in meaning
 * @param coverage of having all of what the need speaks of
 * @param contract of having what the person has among the inputs, or wants among the outputs
 * @param excluded of being what the need excludes
 * @param weakField share of a word that stands only in columns, in what the block contains or in its article
 * @param likely how quickly what only comes near counts less as having it
 * @param everyday share of importance that the most common words keep
 * @param siblingsLookedAt how many of the best are compared with each other
 * @param sibling likeness from which two blocks are almost the same
 * @param tellingHit of having what siblings have not and the need names
 * @param tellingMiss of being named for what siblings are not and nobody asked for
 */
record Tuning(
        double words,
        double meaning,
        double coverage,
        double contract,
        double excluded,
        double weakField,
        double likely,
        double everyday,
        int siblingsLookedAt,
        double sibling,
        double tellingHit,
        double tellingMiss) {

    static final Tuning USUAL = new Tuning(0.6, 0.7, 1.0, 0.8, 4.0, 0.8, 0.7, 0.5, 20, 0.4, 3.0, 1.0);
}
