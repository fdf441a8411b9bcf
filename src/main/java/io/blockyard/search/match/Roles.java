package io.blockyard.search.match;

import io.blockyard.search.language.Language;
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
    /** These tell what is left out only of what was named: <i>parts that are not in stock</i> leave nothing out. */
    private static final List<List<String>> SAYS_OF_IT = phrases("not the", "not on", "not in", "not a");

    private static final Set<String> VERBS = Set.of(
            "is", "are", "was", "were", "be", "been", "am", "do", "does", "did", "has", "have", "had", "will", "would",
            "can", "could", "may", "might", "must", "should", "shall");
    /** <i>Whether or not</i> it is so. */
    private static final Set<String> OR = Set.of("or", "ou");

    private static final List<List<String>> HAVE_ENGLISH = phrases(
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
            "there are");
    private static final List<List<String>> HAVE_FRENCH = phrases(
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
    private static final List<List<String>> WANT_ENGLISH = phrases(
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
            "and want");
    private static final List<List<String>> WANT_FRENCH = phrases(
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
    /** After these no thing is named that is left out: <i>not only pumps</i>, <i>no later than Monday</i>, <i>pas plus de</i>. */
    private static final Set<String> NAMES_NOTHING = Set.of(
            "only",
            "just",
            "merely",
            "necessarily",
            "yet",
            "matter",
            "later",
            "sooner",
            "earlier",
            "longer",
            "more",
            "less",
            "fewer",
            "sure",
            "need",
            "doubt",
            "problem",
            "all",
            "every",
            "always",
            "too",
            "very",
            "so",
            "quite",
            "really",
            "even",
            "until",
            "before",
            "after",
            "seulement",
            "uniquement",
            "que",
            "qu",
            "forcement",
            "necessairement",
            "encore",
            "plus",
            "moins",
            "tard",
            "avant",
            "apres",
            "besoin",
            "certain",
            "trop",
            "tres",
            "tous",
            "toutes",
            "toujours",
            "grave",
            "question");

    private static final Set<String> ENDS_EXCLUSION = Set.of("but", "mais", "et", "and", "que", "which", "that", "so");

    private final List<Word> words;
    private final Language language;
    private final Role[] roles;

    private Roles(List<Word> words, Language language) {
        this.words = words;
        this.language = language;
        this.roles = new Role[words.size()];
        Arrays.fill(roles, Role.ANY);
    }

    /** One role for each word. */
    static List<Role> of(List<Word> words, Language language) {
        var roles = new Roles(words, language);
        roles.haveAndWant();
        roles.exclusions();
        return List.of(roles.roles);
    }

    private void haveAndWant() {
        var have = switch (language) {
            case ENGLISH -> HAVE_ENGLISH;
            case FRENCH -> HAVE_FRENCH;
        };
        var want = switch (language) {
            case ENGLISH -> WANT_ENGLISH;
            case FRENCH -> WANT_FRENCH;
        };
        boolean anyHave = false;
        var current = Role.ANY;
        for (int i = 0; i < words.size(); i++) {
            if (endsPart(words.get(i).before())) {
                current = current == Role.HAVE ? Role.ANY : current;
            }
            if (begins(want, i) > 0) {
                current = Role.WANT;
            } else if (begins(have, i) > 0) {
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
            if (length == 0 || isVerbal(i) || isDoing(i, length) || namesNothing(i + length)) {
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
    private boolean namesNothing(int at) {
        return at < words.size() && NAMES_NOTHING.contains(words.get(at).folded());
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

    /** <i>Clients qui ne paient pas les factures</i>, <i>whether or not the pump fails</i>: what is so, and nothing that is left out. */
    private boolean isVerbal(int at) {
        var marker = words.get(at).folded();
        boolean follows = at > 0 && !endsPart(words.get(at).before());
        if (follows
                && EXCLUDES_APART.contains(marker)
                && OR.contains(words.get(at - 1).folded())) {
            return true;
        }
        return switch (language) {
            case ENGLISH ->
                follows
                        && begins(SAYS_OF_IT, at) > 0
                        && VERBS.contains(words.get(at - 1).folded());
            case FRENCH -> marker.equals("pas") && isNegated(at);
        };
    }

    /** After <i>ne</i>, a few words before. */
    private boolean isNegated(int at) {
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
