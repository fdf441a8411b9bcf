package io.blockyard.search.language;

/** How far words are apart, and which known word a mistyped one was meant to be. */
public final class Spelling {

    static final int SHORTEST = 4;
    /** Looking up what is nearest takes the longer the longer a word is, up to seconds; nobody mistypes such a one. */
    public static final int LONGEST = 32;

    private static final int LONG_ENOUGH_FOR_TWO = 8;
    private static final int COGNATE_LENGTH = 6;
    private static final double COGNATE_SIMILARITY = 0.8;

    private Spelling() {}

    /** How many slips a word of this length is forgiven. */
    public static int slips(String word) {
        if (word.length() < SHORTEST || word.length() > LONGEST) {
            return 0;
        }
        return word.length() < LONG_ENOUGH_FOR_TWO ? 1 : 2;
    }

    /** Whether two words of different languages are so alike that they are the same: {@code capteurs} is not. */
    public static boolean cognates(String one, String other) {
        int longest = Math.max(one.length(), other.length());
        int shortest = Math.min(one.length(), other.length());
        if (shortest < COGNATE_LENGTH) {
            return false;
        }
        return 1 - (double) distance(one, other, longest) / longest >= COGNATE_SIMILARITY;
    }

    /** The number of slips, and a little more when the word begins otherwise. */
    public static double cost(String word, String meant, int limit) {
        int distance = distance(word, meant, limit);
        return distance + (word.charAt(0) == meant.charAt(0) ? 0 : 0.6);
    }

    /**
     * How many letters have to be added, left out, changed or swapped with their neighbour to make one word the other;
     * {@code limit + 1} when more than {@code limit}.
     */
    public static int distance(String one, String other, int limit) {
        if (Math.abs(one.length() - other.length()) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            int least = row[0];
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int cost = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost = Math.min(cost, beforeLast[j - 2] + 1);
                }
                row[j] = cost;
                least = Math.min(least, cost);
            }
            if (least > limit) {
                return limit + 1;
            }
            var spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return Math.min(last[other.length()], limit + 1);
    }
}
