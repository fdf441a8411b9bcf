package io.blockyard.search.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;

/**
 * English words as often as they are written: some twenty thousand, the most common first, drawn by the law of Zipf and
 * Mandelbrot. A few of them stand in nearly every text and most in hardly any, as in a catalog that people wrote.
 */
final class WrittenWords {

    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";
    /** Before this place of the vocabulary stand marks, digits and single letters. */
    private static final int FIRST = 1_996;

    private static final double OFFSET = 2.7;

    private final List<String> words;
    /** How likely it is that a word is among the first so many. */
    private final double[] chances;

    private WrittenWords(List<String> words) {
        this.words = words;
        this.chances = new double[words.size()];
        double sum = 0;
        for (int i = 0; i < chances.length; i++) {
            sum += 1 / (i + 1 + OFFSET);
            chances[i] = sum;
        }
        for (int i = 0; i < chances.length; i++) {
            chances[i] /= sum;
        }
    }

    /** Read from the vocabulary of the sentence model, which is in this order. */
    static WrittenWords read() {
        try (InputStream file = Objects.requireNonNull(WrittenWords.class.getResourceAsStream(TOKENIZER))) {
            var vocabulary = JsonMapper.shared().readTree(file).path("model").path("vocab");
            return new WrittenWords(vocabulary.properties().stream()
                    .filter(word -> word.getValue().asInt() >= FIRST)
                    .filter(word -> word.getKey().length() > 1)
                    .filter(word -> word.getKey().chars().allMatch(c -> c >= 'a' && c <= 'z'))
                    .sorted(Comparator.comparingInt(word -> word.getValue().asInt()))
                    .map(Map.Entry::getKey)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any word, the common ones most often. */
    String any(SplittableRandom random) {
        return drawn(random.nextDouble());
    }

    /** One that somebody would search for: not one of the most common, which say nothing. */
    String telling(SplittableRandom random, int common) {
        return drawn(random.nextDouble(chances[common], 1));
    }

    private String drawn(double chance) {
        int at = Arrays.binarySearch(chances, chance);
        return words.get(Math.min(words.size() - 1, at < 0 ? -at - 1 : at));
    }
}
