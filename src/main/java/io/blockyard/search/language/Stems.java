package io.blockyard.search.language;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.fr.FrenchLightStemmer;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;

/** What different forms of a word have in common. */
public final class Stems {

    private static final int LONGEST_WORD = 60;

    private Stems() {}

    /**
     * The stem of an English word in lower case. British and American spellings share it, and so do a doing and its
     * doer: <i>optimisation</i> and <i>optimizer</i>, <i>detection</i> and <i>detector</i>, <i>planning</i> and
     * <i>planner</i>.
     */
    public static String english(String word) {
        if (word.length() < 3 || word.length() > LONGEST_WORD || !Character.isLetter(word.charAt(0))) {
            return word;
        }
        return tidied(snowball(new EnglishStemmer(), american(word)));
    }

    /** The stems of all the words of an English text. */
    public static List<String> ofEnglish(String text) {
        var stems = new ArrayList<String>();
        Words.of(text).forEach(word -> stems.add(english(word.folded())));
        return stems;
    }

    /** A French word without its plural and feminine endings, without accents. */
    static String frenchLight(String word) {
        if (word.length() < 4 || word.length() > LONGEST_WORD) {
            return Words.fold(word);
        }
        char[] letters = word.toCharArray();
        int length = new FrenchLightStemmer().stem(letters, letters.length);
        return Words.fold(new String(letters, 0, length));
    }

    /** What the forms of a French verb, and mostly its noun, have in common, without accents. */
    static String frenchStrong(String word) {
        return word.length() < 4 || word.length() > LONGEST_WORD
                ? Words.fold(word)
                : Words.fold(snowball(new FrenchStemmer(), word));
    }

    private static String snowball(SnowballStemmer stemmer, String word) {
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    private static String american(String word) {
        var spelled = word;
        int ise = spelled.lastIndexOf("is");
        if (ise > 3 && isEndingOfIse(spelled.substring(ise + 2))) {
            spelled = spelled.substring(0, ise) + "iz" + spelled.substring(ise + 2);
        }
        if (spelled.contains("yse") || spelled.contains("ysi")) {
            spelled = spelled.replace("yse", "yze");
        }
        if (spelled.contains("our") && spelled.length() > 5) {
            spelled = spelled.replaceFirst("our(s?|al|ed|ing|able|ite)$", "or$1");
        }
        return spelled.endsWith("ogue") ? spelled.substring(0, spelled.length() - 2) : spelled;
    }

    private static boolean isEndingOfIse(String ending) {
        return switch (ending) {
            case "e", "ed", "es", "er", "ers", "ing", "ation", "ations" -> true;
            default -> false;
        };
    }

    /** What Snowball leaves apart that belongs together: {@code classifier} and {@code classification}, and such. */
    private static String tidied(String stem) {
        int length = stem.length();
        if (length >= 8 && stem.endsWith("ctor") && !stem.equals("contractor")) {
            return stem.substring(0, length - 2);
        }
        if (stem.equals("planner") || stem.equals("scanner")) {
            return stem.substring(0, length - 3);
        }
        return length > 4 && stem.endsWith("i") ? stem.substring(0, length - 1) : stem;
    }
}
