package io.blockyard.search.match;

import java.util.Map;

/** Vectors of words that were made before, so that no word of a catalog is embedded twice by one model. */
public interface WordVectors {

    /** Keeps nothing, for an engine that lives shortly. */
    WordVectors NONE = new WordVectors() {
        @Override
        public Map<String, byte[]> find(String model) {
            return Map.of();
        }

        @Override
        public void keep(String model, Map<String, byte[]> vectors) {
            // they are made again
        }
    };

    /** All that are kept of a model, by their word: a byte for each number, 127 for one. */
    Map<String, byte[]> find(String model);

    void keep(String model, Map<String, byte[]> vectors);
}
