package io.blockyard.search.language;

import java.util.ArrayList;
import java.util.List;
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
        var stem = Words.fold(word);
        if (stem.length() < 4 || stem.length() > LONGEST_WORD) {
            return stem;
        }
        if (stem.endsWith("eaux") || (stem.endsWith("aux") && stem.length() < 6)) {
            return stem.substring(0, stem.length() - 1);
        }
        if (stem.endsWith("aux")) {
            return stem.substring(0, stem.length() - 2) + "l";
        }
        stem = without(stem, "s", "x");
        if (stem.endsWith("trice") || stem.endsWith("euse")) {
            return stem.substring(0, stem.length() - (stem.endsWith("trice") ? 4 : 3)) + "eur";
        }
        if (stem.endsWith("ive")) {
            return stem.substring(0, stem.length() - 2) + "f";
        }
        if (stem.endsWith("elle") || stem.endsWith("enne")) {
            return stem.substring(0, stem.length() - 2);
        }
        return without(without(stem, "e"), "e");
    }

    private static String without(String word, String... endings) {
        for (var ending : endings) {
            if (word.length() > 3 && word.endsWith(ending)) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
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
