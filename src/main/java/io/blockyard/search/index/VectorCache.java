package io.blockyard.search.index;

import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;

/** Vectors that were made before, so that no text is embedded twice by one model, not even after a rebuild. */
public interface VectorCache {

    /** Keeps nothing, for an index that lives shortly. */
    VectorCache NONE = new VectorCache() {
        @Override
        public Map<String, float[]> find(String model, Collection<String> hashes) {
            return Map.of();
        }

        @Override
        public void keep(String model, Map<String, float[]> vectors) {
            // a rebuild makes them again
        }

        @Override
        public int trim(String model, Predicate<String> used) {
            return 0;
        }
    };

    /** Those that are known, by the hash of their text. */
    Map<String, float[]> find(String model, Collection<String> hashes);

    void keep(String model, Map<String, float[]> vectors);

    /**
     * Forgets vectors that nobody used for a while: those whose hash is not used, and those of other models.
     *
     * @return how many
     */
    int trim(String model, Predicate<String> used);
}
