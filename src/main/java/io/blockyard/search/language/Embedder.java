package io.blockyard.search.language;

import java.util.List;

/** Turns texts into vectors of length one, near each other when the texts mean the same. Safe for many threads. */
public interface Embedder extends AutoCloseable {

    /** How many numbers a vector has. */
    int DIMENSIONS = 384;

    /** Which model this is; vectors of different models cannot be compared. */
    String model();

    float[] embed(String text);

    /** One vector for each text, in order. */
    List<float[]> embedAll(List<String> texts);

    @Override
    void close();
}
