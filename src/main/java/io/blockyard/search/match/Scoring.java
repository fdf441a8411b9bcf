package io.blockyard.search.match;

import io.blockyard.search.index.BlockProfile;
import io.blockyard.search.index.BlockSearchers;
import io.blockyard.search.index.ProfileField;
import io.blockyard.search.language.GeneralEnglish;
import io.blockyard.search.match.Candidates.Candidate;
import io.blockyard.search.match.Concept.Alternative;
import io.blockyard.search.match.Concept.Origin;
import io.blockyard.search.match.Concept.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * How well blocks fit a need: what their words say, how near they are in meaning, whether their contracts have what the
 * need names, and what tells a block from those that are almost the same.
 */
final class Scoring {

    private static final int STRONG =
            ProfileField.bits(ProfileField.NAME, ProfileField.TAGS, ProfileField.DESCRIPTION, ProfileField.ASKS);
    static final int OF_INPUTS = ProfileField.bits(ProfileField.INPUTS, ProfileField.INPUT_COLUMNS);
    static final int OF_OUTPUTS = ProfileField.bits(ProfileField.OUTPUTS, ProfileField.OUTPUT_COLUMNS);
    private static final double ALL_THERE = 0.99;
    /** From this weight on, a way of saying it means the same and not only nearly so. */
    private static final double TRANSLATION = 0.75;

    /** Where a block says what it is, and what it is not. */
    static final int TELLING = ProfileField.bits(ProfileField.NAME, ProfileField.TAGS, ProfileField.DESCRIPTION);

    private final Candidates catalog;
    private final Tuning tuning;
    private final Map<String, Double> rarities = new ConcurrentHashMap<>();

    Scoring(Candidates catalog, Tuning tuning) {
        this.catalog = catalog;
        this.tuning = tuning;
    }

    /**
     * What a block has of one concept.
     *
     * @param lexical how much its words say, as BM25 measures it
     * @param covered from 0 to 1
     * @param alternative the way of saying it that spoke most for the block; null when it has none
     * @param fields where, as bits
     */
    record Evidence(
            double lexical, double covered, @Nullable Alternative alternative, int fields) {
        static final Evidence NONE = new Evidence(0, 0, null, 0);

        /** How much it has, where a block says what it is; half as much for a word that stands elsewhere. */
        double centrally() {
            if (alternative == null) {
                return 0;
            }
            return (fields & STRONG) != 0 ? covered : 0.5 * covered;
        }

        /** How much it has of what was said or of its translation, where a block says what it is. */
        double surely() {
            return alternative != null && alternative.weight() >= TRANSLATION && (fields & STRONG) != 0 ? covered : 0;
        }
    }

    /**
     * A block with what spoke for it and against it.
     *
     * @param intent the need, or the part of it, that it was scored for
     * @param evidence one for each concept of that need
     * @param coverage how much of what the need speaks of the block has, from 0 to 1
     * @param meaning how much nearer the block's text is than the catalog's usually are, in standard deviations
     * @param siblings what it gained or lost against blocks that are almost the same
     */
    record Scored(
            Intent intent,
            Candidate candidate,
            List<Evidence> evidence,
            double lexical,
            double coverage,
            double meaning,
            double contract,
            Apart siblings,
            double excluded,
            double score) {

        BlockProfile profile() {
            return candidate.profile();
        }

        String id() {
            return candidate.profile().head().id();
        }

        double telling() {
            return siblings.points();
        }

        Scored with(Apart told) {
            return new Scored(
                    intent,
                    candidate,
                    evidence,
                    lexical,
                    coverage,
                    meaning,
                    contract,
                    told,
                    excluded,
                    score - telling() + told.points());
        }
    }

    /** All the candidates, the best first. */
    List<Scored> rank(Intent intent, List<Candidate> candidates, float @Nullable [] vector) {
        var spread = vector == null ? Spread.NONE : Spread.of(vector, catalog.sampleVectors());
        var importance =
                intent.concepts().stream().mapToDouble(this::importance).toArray();
        var scored = new ArrayList<Scored>(candidates.size());
        for (var candidate : candidates) {
            scored.add(score(intent, importance, candidate, spread));
        }
        var order = Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::id);
        scored.sort(order);
        int near = Math.min(tuning.siblingsLookedAt(), scored.size());
        var told = new Siblings(this, tuning, intent, importance).told(scored.subList(0, near));
        for (int i = 0; i < near; i++) {
            scored.set(i, told.get(i));
        }
        scored.sort(order);
        return scored;
    }

    private Scored score(Intent intent, double[] importance, Candidate candidate, Spread spread) {
        var profile = candidate.profile();
        var evidence = new ArrayList<Evidence>(intent.concepts().size());
        double lexical = 0;
        double covered = 0;
        double all = 0;
        double contract = 0;
        double excluded = 0;
        for (int i = 0; i < importance.length; i++) {
            var concept = intent.concepts().get(i);
            var found = evidence(concept, profile);
            evidence.add(found);
            if (concept.role() == Role.EXCLUDED) {
                boolean central = (found.fields() & TELLING) != 0;
                excluded += central ? found.covered() : 0;
                continue;
            }
            lexical += found.lexical();
            covered += found.covered() * importance[i];
            all += importance[i];
            contract += contract(concept, found);
        }
        double coverage = all == 0 ? 0 : covered / all;
        double meaning = spread.of(candidate.nearness());
        double score = tuning.words() * Math.sqrt(lexical)
                + tuning.meaning() * meaning
                + tuning.coverage() * coverage
                + tuning.contract() * contract
                - tuning.excluded() * Math.min(1.5, excluded);
        return new Scored(
                intent, candidate, evidence, lexical, coverage, meaning, contract, Apart.NONE, excluded, score);
    }

    private static double contract(Concept concept, Evidence found) {
        return switch (concept.role()) {
            case HAVE -> (found.fields() & OF_INPUTS) != 0 ? found.covered() : 0;
            case WANT -> (found.fields() & OF_OUTPUTS) != 0 ? 0.5 * found.covered() : 0;
            case ANY, EXCLUDED -> 0;
        };
    }

    private Evidence evidence(Concept concept, BlockProfile profile) {
        var best = Evidence.NONE;
        for (var alternative : concept.alternatives()) {
            var found = evidence(alternative, profile);
            if (found.lexical() > best.lexical()) {
                best = found;
            }
        }
        return best;
    }

    private Evidence evidence(Alternative alternative, BlockProfile profile) {
        double lexical = 0;
        double present = 0;
        double all = 0;
        int fields = 0;
        for (var stem : alternative.stems()) {
            double rarity = rarity(stem);
            all += rarity;
            int place = profile.place(stem);
            if (place >= 0) {
                int weight = profile.weight(place);
                int mask = profile.mask(place);
                lexical += rarity * saturated(weight, profile.length());
                present += rarity * ((mask & STRONG) != 0 ? 1 : tuning.weakField());
                fields |= mask;
            }
        }
        if (lexical == 0 || all == 0) {
            return Evidence.NONE;
        }
        double share = present / all;
        double weight = alternative.weight();
        if (weight < TRANSLATION && present < ALL_THERE * all * tuning.weakField()) {
            // half of a synonym means something else
            return Evidence.NONE;
        }
        double part = weight < 1 ? share : 1;
        return new Evidence(lexical * weight * part, share * Math.pow(weight, tuning.likely()), alternative, fields);
    }

    private double saturated(int weight, int length) {
        double relative = length / catalog.averageLength();
        return weight
                / (weight
                        + BlockSearchers.SATURATION
                                * (1 - BlockSearchers.LENGTH_SHARE + BlockSearchers.LENGTH_SHARE * relative));
    }

    /** How much it says that a block has this concept. */
    double importance(Concept concept) {
        if (concept.role() == Role.EXCLUDED) {
            return 0;
        }
        double most = 0;
        for (var stem : concept.literal().stems()) {
            most += rarity(stem) * everyday(stem);
        }
        var stems = concept.literal().stems().size();
        double mean = stems == 0 ? 0 : most / Math.sqrt(stems);
        return concept.origin() == Origin.MEASURE ? 0.5 * mean : mean;
    }

    /** A word that everybody uses says less of a need than one of a trade. */
    private double everyday(String stem) {
        return tuning.everyday()
                + (1 - tuning.everyday()) * GeneralEnglish.get().rarity(stem);
    }

    /** The inverse document frequency, as BM25 has it; of a word that no block has, as if one had. */
    double rarity(String stem) {
        return rarities.computeIfAbsent(stem, this::counted);
    }

    /** Blocks that were written again are counted twice for a while, so that more may seem to have a word than there are. */
    private double counted(String stem) {
        int with = Math.clamp(catalog.frequency(stem), 1, Math.max(1, catalog.blocks()));
        return Math.log(1 + (catalog.blocks() - with + 0.5) / (with + 0.5));
    }

    /** How near the catalog's texts usually are to a need. */
    record Spread(double mean, double deviation) {

        static final Spread NONE = new Spread(0, 0);

        static Spread of(float[] vector, List<float[]> sample) {
            if (sample.size() < 2) {
                return NONE;
            }
            double sum = 0;
            double squares = 0;
            for (var other : sample) {
                double cosine = VectorUtil.dotProduct(vector, other);
                sum += cosine;
                squares += cosine * cosine;
            }
            double mean = sum / sample.size();
            double variance = squares / sample.size() - mean * mean;
            return new Spread(mean, Math.sqrt(Math.max(variance, 1e-4)));
        }

        /** In standard deviations; 0 for a block without a vector. */
        double of(double cosine) {
            return Double.isNaN(cosine) || deviation == 0 ? 0 : (cosine - mean) / deviation;
        }
    }

    /** Whether two blocks are almost the same. */
    boolean areSiblings(BlockProfile one, BlockProfile other) {
        return likeness(one.in(TELLING), other.in(TELLING)) >= tuning.sibling();
    }

    /** The share of telling words, by their rarity, that two blocks have in common. */
    double likeness(Set<String> one, Set<String> other) {
        double common = 0;
        double all = 0;
        for (var stem : one) {
            double weight = rarity(stem);
            all += weight;
            common += other.contains(stem) ? weight : 0;
        }
        for (var stem : other) {
            all += one.contains(stem) ? 0 : rarity(stem);
        }
        return all == 0 ? 0 : common / all;
    }

    /** The idf-weighted share of the block's name that the need speaks of. */
    double nameCoverage(Scored scored) {
        var asked = new HashSet<String>();
        scored.intent().concepts().stream()
                .filter(c -> c.role() != Role.EXCLUDED)
                .forEach(c -> c.alternatives().forEach(a -> asked.addAll(a.stems())));
        double all = 0;
        double named = 0;
        for (var stem : scored.profile().in(ProfileField.bits(ProfileField.NAME))) {
            double weight = rarity(stem);
            all += weight;
            named += asked.contains(stem) ? weight : 0;
        }
        return all == 0 ? 0 : named / all;
    }

    /** Domains of the best, by how many of them are in each. */
    static List<String> domains(List<Scored> ranked, int most) {
        var counts = new TreeMap<String, Integer>();
        ranked.stream().limit(8).forEach(s -> counts.merge(s.profile().head().domain(), 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
