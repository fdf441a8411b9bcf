package io.blockyard.search.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Which words English has, and how rare they are: the vocabulary of the sentence model, which is ordered by how often
 * its words are written. A word that is in it was hardly mistyped, and one that is common says little of a need.
 */
public final class GeneralEnglish {

    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";
    /** Before this place stand marks, digits and single letters. */
    private static final int FIRST_WORD = 1_996;

    private static final double OF_NO_LIST = 1.0;

    private final Map<String, Integer> ranks;
    private final Map<String, Integer> stems;

    private GeneralEnglish(Map<String, Integer> ranks) {
        this.ranks = ranks;
        this.stems = HashMap.newHashMap(ranks.size());
        ranks.forEach((word, rank) -> stems.merge(Stems.english(word), rank, Math::min));
    }

    /** Loaded once, from the model's jar. */
    public static GeneralEnglish get() {
        return Loaded.ENGLISH;
    }

    /** Whether it is an English word, in some form; {@code word} in lower case. */
    public boolean knows(String word) {
        return ranks.containsKey(word) || stems.containsKey(Stems.english(word));
    }

    /** From 0, for the most common words, to 1 for those that only trades use; {@code stem} as {@link Stems} makes it. */
    public double rarity(String stem) {
        var rank = stems.get(stem);
        if (rank == null) {
            return OF_NO_LIST;
        }
        double place = Math.max(1, rank - FIRST_WORD);
        return Math.clamp((Math.log(place) - 4.6) / (10.2 - 4.6), 0, 1);
    }

    private static final class Loaded {
        static final GeneralEnglish ENGLISH = load();

        private static GeneralEnglish load() {
            try (var file = GeneralEnglish.class.getResourceAsStream(TOKENIZER)) {
                if (file == null) {
                    throw new IllegalStateException("The sentence model's vocabulary is not on the class path.");
                }
                return new GeneralEnglish(words(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Reads {@code model.vocab}, an object of word → place. */
        private static Map<String, Integer> words(InputStream file) {
            var words = new HashMap<String, Integer>();
            try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), file)) {
                boolean inVocabulary = false;
                while (parser.nextToken() != null) {
                    if (!inVocabulary) {
                        inVocabulary = parser.currentToken() == JsonToken.PROPERTY_NAME
                                && "vocab".equals(parser.currentName());
                    } else if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                        keep(words, parser.currentName(), parser.getIntValue());
                    } else if (parser.currentToken() == JsonToken.END_OBJECT) {
                        break;
                    }
                }
            }
            return words;
        }

        private static void keep(Map<String, Integer> words, String word, int place) {
            if (place >= FIRST_WORD && word.length() > 1 && word.chars().allMatch(Character::isLetter)) {
                words.put(word, place);
            }
        }
    }
}
