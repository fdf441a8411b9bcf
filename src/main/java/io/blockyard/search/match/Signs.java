package io.blockyard.search.match;

import io.blockyard.search.match.Scoring.Scored;

/**
 * What can be seen of how well the best block serves a need, each about from 0 to 1.
 *
 * @param coverage how much of the need the block has
 * @param meaning nearness in meaning against the catalog's usual
 * @param cosine nearness in meaning as it is
 * @param words what words say, for each that the need has
 * @param named how much of the block's name the need speaks of
 * @param foreign share of the need's words that no block has
 * @param gap share of the weightiest thing that the need speaks of and the block has not
 * @param things how many things the need speaks of
 */
record Signs(
        double coverage,
        double meaning,
        double cosine,
        double words,
        double named,
        double foreign,
        double gap,
        double things) {

    static final int COUNT = 8;

    double[] values() {
        return new double[] {coverage, meaning / 5, cosine, words, named, foreign, gap, Math.min(things, 8) / 8};
    }

    static Signs of(Scored scored, Scoring scoring, Candidates catalog) {
        double all = 0;
        double foreign = 0;
        double gap = 0;
        int counted = 0;
        for (int i = 0; i < scored.evidence().size(); i++) {
            var concept = scored.intent().concepts().get(i);
            double importance = scoring.importance(concept);
            all += importance;
            counted += importance > 0 ? 1 : 0;
            boolean known = concept.alternatives().stream()
                    .anyMatch(a -> a.stems().stream().anyMatch(stem -> catalog.frequency(stem) > 0));
            foreign += known ? 0 : importance;
            gap = Math.max(gap, importance * (1 - scored.evidence().get(i).covered()));
        }
        double cosine = scored.candidate().cosine();
        boolean unknown = Double.isNaN(cosine);
        return new Signs(
                scored.coverage(),
                // a block without a vector is as near in meaning as blocks usually are that have as much of a need
                unknown ? 1.5 + 3.5 * scored.coverage() : scored.meaning(),
                unknown ? 0.15 + 0.5 * scored.coverage() : cosine,
                counted == 0 ? 0 : Math.sqrt(scored.lexical() / counted) / 2,
                scoring.nameCoverage(scored),
                all == 0 ? 1 : foreign / all,
                all == 0 ? 1 : gap / all,
                counted);
    }
}
