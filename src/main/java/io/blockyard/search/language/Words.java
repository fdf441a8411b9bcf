package io.blockyard.search.language;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Text to words as people and data teams write them: {@code rollingStats}, {@code ROLLING_STATS} and
 * {@code rolling-stats} are two words each; what French elides ({@code l'}, {@code qu'}) and English
 * contracts ({@code 's}, {@code 't}) fall away.
 */
public final class Words {

    private static final Set<String> ELIDED =
            Set.of("l", "d", "qu", "j", "n", "s", "c", "m", "t", "jusqu", "lorsqu", "puisqu", "quelqu", "presqu");

    /** What English leaves after an apostrophe, as in <i>won't</i>; what is left of <i>we have</i> tells something. */
    private static final Set<String> CONTRACTED = Set.of("s", "t", "d", "m");

    private final String text;
    private final List<Word> found = new ArrayList<>();
    private int last;

    private Words(String text) {
        this.text = text;
    }

    /** The words of a text, in order. */
    public static List<Word> of(String text) {
        var words = new Words(text);
        words.read();
        return List.copyOf(words.found);
    }

    /** Lower case without accents. */
    public static String fold(String text) {
        return unaccented(text.toLowerCase(Locale.ROOT)).toLowerCase(Locale.ROOT);
    }

    static boolean isJoint(String between) {
        return between.length() == 1 && "-_/.\u2010\u2011".indexOf(between.charAt(0)) >= 0;
    }

    private void read() {
        int at = 0;
        while (at < text.length()) {
            if (!Character.isLetterOrDigit(text.charAt(at))) {
                at++;
                continue;
            }
            int end = endOfWord(at);
            add(at, end);
            at = end;
        }
    }

    /** A run of letters and digits ends before a hump: {@code rolling|Stats}, {@code RMS|Value}. */
    private int endOfWord(int start) {
        int at = start + 1;
        while (at < text.length() && isPart(text.charAt(at)) && !isHump(at)) {
            at++;
        }
        return at;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private boolean isHump(int at) {
        char here = text.charAt(at);
        if (!Character.isUpperCase(here)) {
            return false;
        }
        boolean afterLower = Character.isLowerCase(text.charAt(at - 1));
        boolean startsLower = at + 1 < text.length()
                && Character.isLowerCase(text.charAt(at + 1))
                && Character.isUpperCase(text.charAt(at - 1))
                && at + 2 < text.length()
                && Character.isLowerCase(text.charAt(at + 2));
        return afterLower || startsLower;
    }

    private void add(int start, int end) {
        var word = text.substring(start, end).toLowerCase(Locale.ROOT);
        boolean apostrophe = end < text.length() && isApostrophe(text.charAt(end));
        if (apostrophe && ELIDED.contains(word)) {
            return;
        }
        if (start > 0 && isApostrophe(text.charAt(start - 1)) && CONTRACTED.contains(word)) {
            return;
        }
        var before = last <= start ? text.substring(last, start) : "";
        found.add(new Word(Normalizer.normalize(word, Normalizer.Form.NFC), fold(word), start, end, before));
        last = end;
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019' || c == '`';
    }

    private static String unaccented(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            plain = text.charAt(i) < 0x80;
        }
        return plain
                ? text
                : Normalizer.normalize(text.replace("\u0153", "oe").replace("\u00e6", "ae"), Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}", "");
    }
}
