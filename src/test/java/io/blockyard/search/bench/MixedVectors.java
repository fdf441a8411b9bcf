package io.blockyard.search.bench;

import io.blockyard.search.index.VectorCache;
import io.blockyard.search.language.Embedder;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Vectors without an hour of embedding: each is mixed of two of some hundred that the model made of real needs, with a
 * little noise, so that they lie as real ones do.
 */
final class MixedVectors implements VectorCache {

    private static final int REAL = 300;
    private static final double NOISE = 0.02;

    private final List<float[]> real;

    MixedVectors(Embedder embedder) {
        real = embedder.embedAll(
                IntStream.range(0, REAL).mapToObj(BenchCatalog::need).toList());
    }

    @Override
    public Map<String, float[]> find(String model, Collection<String> hashes) {
        var vectors = new HashMap<String, float[]>();
        hashes.forEach(hash -> vectors.put(hash, mixed(new SplittableRandom(hash.hashCode()))));
        return vectors;
    }

    @Override
    public void keep(String model, Map<String, float[]> vectors) {
        // all are known already
    }

    @Override
    public int trim(String model, Predicate<String> used) {
        return 0;
    }

    private float[] mixed(SplittableRandom random) {
        var one = real.get(random.nextInt(real.size()));
        var other = real.get(random.nextInt(real.size()));
        double share = random.nextDouble();
        var mixed = new float[one.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (float) (share * one[i] + (1 - share) * other[i] + random.nextDouble(-NOISE, NOISE));
        }
        return mixed;
    }
}
