package io.blockyard.search.match;

import io.blockyard.search.language.Word;
import io.blockyard.search.match.Concept.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Which words of a need tell what the person has, what they want, and what it must not be. */
final class Roles {

    private static final int MOST_EXCLUDED = 5;

    private static final List<List<String>> EXCLUDES = phrases(
            "but not",
            "and not",
            "not for",
            "not the",
            "not on",
            "not about",
            "not in",
            "not a",
            "except for",
            "except",
            "excluding",
            "apart from",
            "aside from",
            "leaving out",
            "other than",
            "rather than",
            "instead of",
            "without",
            "mais pas",
            "et non",
            "et pas",
            "pas pour",
            "pas les",
            "pas des",
            "pas la",
            "pas le",
            "pas sur",
            "pas du",
            "sauf",
            "hors",
            "hormis",
            "excepte",
            "en dehors de",
            "en dehors des",
            "en excluant",
            "en ignorant",
            "sans",
            "plutot que",
            "au lieu de",
            "a l exception de",
            "a l exclusion de");
    private static final List<List<String>> HAVE = phrases(
            "i have",
            "we have",
            "i ve",
            "we ve",
            "have",
            "given",
            "from",
            "based on",
            "using",
            "out of",
            "starting from",
            "i already have",
            "we already have",
            "there is",
            "there are",
            "j ai",
            "ai",
            "nous avons",
            "avons",
            "on a",
            "je dispose",
            "nous disposons",
            "a partir",
            "partir",
            "depuis",
            "avec",
            "grace a",
            "en utilisant");
    private static final List<List<String>> WANT = phrases(
            "want",
            "need",
            "would like",
            "to get",
            "to produce",
            "to compute",
            "to obtain",
            "so that",
            "in order to",
            "looking for",
            "and get",
            "and want",
            "veux",
            "veut",
            "voulons",
            "voudrais",
            "voudrait",
            "aimerais",
            "souhaite",
            "souhaitons",
            "besoin",
            "afin",
            "pour obtenir",
            "pour avoir",
            "obtenir");
    /** What leaves something out behind a comma or in brackets: <i>compressors, not pumps</i>. */
    private static final Set<String> EXCLUDES_APART = Set.of("not", "no", "pas", "non");
    /** What takes the exclusion back: <i>not only pumps</i>. */
    private static final Set<String> ONLY = Set.of(
            "only",
            "just",
            "merely",
            "necessarily",
            "yet",
            "seulement",
            "uniquement",
            "que",
            "qu",
            "forcement",
            "necessairement",
            "encore");

    private static final Set<String> ENDS_EXCLUSION = Set.of("but", "mais", "et", "and", "que", "which", "that", "so");

    private final List<Word> words;
    private final Role[] roles;

    private Roles(List<Word> words) {
        this.words = words;
        this.roles = new Role[words.size()];
        Arrays.fill(roles, Role.ANY);
    }

    /** One role for each word. */
    static List<Role> of(List<Word> words) {
        var roles = new Roles(words);
        roles.haveAndWant();
        roles.exclusions();
        return List.of(roles.roles);
    }

    private void haveAndWant() {
        boolean anyHave = false;
        var current = Role.ANY;
        for (int i = 0; i < words.size(); i++) {
            if (endsPart(words.get(i).before())) {
                current = current == Role.HAVE ? Role.ANY : current;
            }
            if (begins(WANT, i) > 0) {
                current = Role.WANT;
            } else if (begins(HAVE, i) > 0) {
                current = Role.HAVE;
                anyHave = true;
            }
            roles[i] = current;
        }
        if (!anyHave) {
            // Without anything to have, "want" tells nothing apart.
            Arrays.fill(roles, Role.ANY);
        }
    }

    private void exclusions() {
        for (int i = 0; i < words.size(); i++) {
            int length = Math.max(begins(EXCLUDES, i), isApart(i) ? 1 : 0);
            if (length == 0 || isVerbal(i) || isDoing(i, length) || isOnly(i + length)) {
                continue;
            }
            roles[i] = Role.EXCLUDED;
            int last = Math.min(words.size(), i + length + MOST_EXCLUDED);
            for (int j = i + 1; j < last; j++) {
                boolean within = j < i + length;
                if (!within
                        && (endsPart(words.get(j).before())
                                || ENDS_EXCLUSION.contains(words.get(j).folded()))) {
                    break;
                }
                roles[j] = Role.EXCLUDED;
            }
        }
    }

    private boolean isApart(int at) {
        return EXCLUDES_APART.contains(words.get(at).folded())
                && at + 1 < words.size()
                && !words.get(at + 1).joined()
                && !words.get(at + 1).folded().matches(".{3,}(ing|ed)")
                && endsPart(words.get(at).before());
    }

    /** "but not only pumps", "mais pas que les pompes": pumps, too. */
    private boolean isOnly(int at) {
        return at < words.size() && ONLY.contains(words.get(at).folded());
    }

    /** "without breaking the rules", "sans d\u00e9passer le budget": a way of doing it, no kind of thing. */
    private boolean isDoing(int at, int length) {
        var marker = words.get(at).folded();
        if (!(marker.equals("without") || marker.equals("sans")) || at + length >= words.size()) {
            return false;
        }
        var next = words.get(at + length).folded();
        return next.endsWith("ing") || (marker.equals("sans") && next.matches(".{2,}(er|ir|oir|re)"));
    }

    /** "les clients qui ne paient pas les factures" excludes nothing. */
    private boolean isVerbal(int at) {
        if (!words.get(at).folded().equals("pas")) {
            return false;
        }
        for (int i = Math.max(0, at - 4); i < at; i++) {
            var before = words.get(i).before();
            if (words.get(i).folded().equals("ne") || before.endsWith("n'") || before.endsWith("n\u2019")) {
                return true;
            }
        }
        return false;
    }

    private int begins(List<List<String>> phrases, int at) {
        for (var phrase : phrases) {
            if (at + phrase.size() <= words.size() && matches(phrase, at)) {
                return phrase.size();
            }
        }
        return 0;
    }

    private boolean matches(List<String> phrase, int at) {
        for (int i = 0; i < phrase.size(); i++) {
            if (!words.get(at + i).folded().equals(phrase.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsPart(String between) {
        return between.chars().anyMatch(c -> c == ',' || c == ';' || c == '.' || c == '(' || c == ')' || c == ':');
    }

    private static List<List<String>> phrases(String... phrases) {
        return Arrays.stream(phrases).map(phrase -> List.of(phrase.split(" "))).toList();
    }
}
