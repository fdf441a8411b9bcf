package io.blockyard.search.match;

import io.blockyard.search.language.GeneralEnglish;
import io.blockyard.search.match.Scoring.Scored;
import java.util.List;

/**
 * What can be seen of how well a block serves a need. How many words of a need a block has says less than it seems: who
 * talks freely uses words that no block has, and who asks in a trade's words for what is not there finds most of them in
 * its siblings. So it is also seen how the need is worded, and whether the block stands out of those almost the same.
 *
 * @param cosine nearness in meaning
 * @param had how many things the block has of those that the need speaks of
 * @param nearly share of the need that the block has in other words only, which may mean something else
 * @param gap share of the weightiest thing that the need speaks of and the block has not
 * @param gapOfCatalog the same of things that some block has
 * @param telling what the block gained or lost against those almost the same, by words
 * @param nearer how much nearer in meaning it is than those almost the same
 * @param small share of the need's words that say nothing of what it is about: many in free talk
 * @param rarity from 0 for everyday words to 1 for those of a trade
 * @param apart share of the need that those almost the same do not have alike: there stands which of them is meant
 * @param asked whether it is worded as somebody asks
 */
record Signs(
        double cosine,
        double had,
        double nearly,
        double gap,
        double gapOfCatalog,
        double telling,
        double nearer,
        double small,
        double rarity,
        double apart,
        boolean asked) {

    static final int COUNT = 11;

    /** From this share on a block has a thing. */
    private static final double HAS = 0.5;
    /** Of so many of the best, those that are almost the same are looked at. */
    private static final int RIVALS = 12;

    /** Each about from 0 to 1, or from -1 where it may speak against. */
    double[] values() {
        return new double[] {
            cosine,
            had / 4,
            nearly,
            gap,
            gapOfCatalog,
            telling / 3,
            Math.clamp(nearer / 2, -1, 1),
            small,
            rarity,
            apart,
            asked ? 1 : 0
        };
    }

    /** @param ranked all that was found for the need, the best first */
    static Signs of(Scored scored, List<Scored> ranked, Scoring scoring, Candidates catalog) {
        var rivals = rivals(scored, ranked, scoring);
        double common = 0;
        double all = 0;
        double surely = 0;
        double covered = 0;
        double gap = 0;
        double gapOfCatalog = 0;
        double rarity = 0;
        int had = 0;
        int things = 0;
        for (int i = 0; i < scored.evidence().size(); i++) {
            var concept = scored.intent().concepts().get(i);
            double importance = scoring.importance(concept);
            if (importance == 0) {
                continue;
            }
            var evidence = scored.evidence().get(i);
            var stems = concept.literal().stems();
            double missing = importance * (1 - evidence.covered());
            things++;
            all += importance;
            covered += importance * evidence.covered();
            surely += importance * evidence.surely();
            common += importance * common(rivals, i);
            had += evidence.covered() >= HAS ? 1 : 0;
            gap = Math.max(gap, missing);
            if (stems.stream().allMatch(stem -> catalog.frequency(stem) > 0)) {
                gapOfCatalog = Math.max(gapOfCatalog, missing);
            }
            rarity += stems.stream()
                    .mapToDouble(GeneralEnglish.get()::rarity)
                    .max()
                    .orElse(0);
        }
        double cosine = scored.candidate().cosine();
        return new Signs(
                // a block without a vector is as near in meaning as blocks usually are that have as much of a need
                Double.isNaN(cosine) ? 0.15 + 0.5 * scored.coverage() : cosine,
                had,
                all == 0 ? 0 : (covered - surely) / all,
                all == 0 ? 1 : gap / all,
                gapOfCatalog / Math.max(all, Double.MIN_NORMAL),
                scored.telling(),
                nearer(scored, rivals),
                scored.intent().small(),
                things == 0 ? 0 : rarity / things,
                all == 0 ? 1 : 1 - common / all,
                scored.intent().asked());
    }

    private static List<Scored> rivals(Scored scored, List<Scored> ranked, Scoring scoring) {
        return ranked.stream()
                .limit(RIVALS)
                .filter(other -> !other.id().equals(scored.id()))
                .filter(other -> scoring.areSiblings(other.profile(), scored.profile()))
                .toList();
    }

    /** How much of a thing those almost the same have on average. */
    private static double common(List<Scored> rivals, int thing) {
        return rivals.stream()
                .mapToDouble(rival -> rival.evidence().get(thing).surely())
                .average()
                .orElse(0);
    }

    /** In standard deviations; 0 when none of the best is almost the same, or there are no vectors. */
    private static double nearer(Scored scored, List<Scored> rivals) {
        return Double.isNaN(scored.candidate().cosine())
                ? 0
                : rivals.stream().mapToDouble(Scored::meaning).max().stream()
                        .map(nearest -> scored.meaning() - nearest)
                        .findFirst()
                        .orElse(0);
    }
}
