package io.blockyard.search.match;

import io.blockyard.search.index.ProfileField;
import io.blockyard.search.match.Concept.Role;
import io.blockyard.search.match.Scoring.Scored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells blocks apart that are almost the same, by the words that some of them have and others have not. */
final class Siblings {

    private static final int NAME = ProfileField.bits(ProfileField.NAME);
    /** From this share on that a block has more of a thing than its siblings, it is told apart by it. */
    private static final double TELLS = 0.5;
    /** From this share of siblings on that lack a word, it is worth telling that nobody asked for it. */
    private static final double LACK = 0.3;

    private static final double MOST_UNASKED = 3;

    private final Scoring scoring;
    private final Tuning tuning;
    private final Intent intent;
    private final double[] importance;
    private final Set<String> asked = new HashSet<>();

    /** @param importance one for each concept of the need; none for what it excludes */
    Siblings(Scoring scoring, Tuning tuning, Intent intent, double[] importance) {
        this.scoring = scoring;
        this.tuning = tuning;
        this.intent = intent;
        this.importance = importance;
        for (var concept : intent.concepts()) {
            if (concept.role() != Role.EXCLUDED) {
                concept.alternatives().forEach(alternative -> asked.addAll(alternative.stems()));
            }
        }
    }

    /** The same blocks in the same order, with what each gains or loses. */
    List<Scored> told(List<Scored> near) {
        var telling = near.stream().map(s -> s.profile().in(Scoring.TELLING)).toList();
        var families = new ArrayList<List<Integer>>(near.size());
        for (int i = 0; i < near.size(); i++) {
            families.add(new ArrayList<>());
            for (int j = 0; j < i; j++) {
                if (scoring.likeness(telling.get(i), telling.get(j)) >= tuning.sibling()) {
                    families.get(i).add(j);
                    families.get(j).add(i);
                }
            }
        }
        var told = new ArrayList<Scored>(near.size());
        for (int i = 0; i < near.size(); i++) {
            var family = families.get(i).stream().map(near::get).toList();
            told.add(family.isEmpty() ? near.get(i) : near.get(i).with(apart(near.get(i), family)));
        }
        return told;
    }

    /** What the need names, this block has, and siblings have not; and the other way round. */
    private Apart apart(Scored me, List<Scored> family) {
        var named = new ArrayList<Integer>();
        double gain = 0;
        double all = 0;
        for (int i = 0; i < importance.length; i++) {
            if (intent.concepts().get(i).role() == Role.EXCLUDED) {
                continue;
            }
            all += importance[i];
            double others = 0;
            for (var sibling : family) {
                others += sibling.evidence().get(i).centrally();
            }
            double more = me.evidence().get(i).centrally() - others / family.size();
            gain += importance[i] * more;
            if (more >= TELLS) {
                named.add(i);
            }
        }
        double hits = all == 0 ? 0 : tuning.tellingHit() * gain / all;
        var unasked = new ArrayList<String>();
        return new Apart(hits - misses(me, family, unasked), List.copyOf(named), List.copyOf(unasked));
    }

    /** Words of the block's name that its siblings do not have and nobody asked for. */
    private double misses(Scored me, List<Scored> family, List<String> unasked) {
        double all = 0;
        for (var stem : me.profile().in(NAME)) {
            if (asked.contains(stem)) {
                continue;
            }
            long have = family.stream()
                    .filter(sibling -> sibling.profile().weight(stem) > 0)
                    .count();
            double lacking = 1 - (double) have / family.size();
            all += lacking;
            if (lacking >= LACK) {
                unasked.add(stem);
            }
        }
        return tuning.tellingMiss() * Math.min(MOST_UNASKED, all) / MOST_UNASKED;
    }
}
