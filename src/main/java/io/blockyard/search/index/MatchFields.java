package io.blockyard.search.index;

import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.Words;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;

/** What the matching of needs reads of a block's document. */
public final class MatchFields {

    /** The stems of the profile, each as often as it weighs: one field that knows which places of a block matter. */
    public static final String STEMS = "match_stems";

    /** The words as they are written, folded: what a mistyped word was meant to be. */
    public static final String WORDS = "match_words";

    /** The profile itself. */
    public static final String PROFILE = "match_profile";

    /** What people would say who need the block, a line each: its mark, then the words. */
    public static final String EXAMPLES = "match_examples";

    /** Begins the line of an ask that somebody wrote, or that was learned. */
    public static final char KEPT = 'k';

    /** Begins the line of an ask that is made from the block itself. */
    public static final char GENERATED = 'g';

    private static final int SHORTEST_WORD = 4;
    private static final int MOST_EXAMPLES = 12;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int LONGEST_WORD = 40;

    private MatchFields() {}

    static void add(Document document, BlockText text, TextReader reader) {
        var manifest = text.block().manifest();
        var profile = BlockProfile.of(text, reader);
        document.add(WeighedTerms.field(STEMS, profile.weights()));
        document.add(new BinaryDocValuesField(PROFILE, new BytesRef(profile.bytes())));
        document.add(new BinaryDocValuesField(EXAMPLES, new BytesRef(examples(text))));
        var words = new TreeSet<String>();
        for (var part : new String[] {
            manifest.name(), text.description(), String.join(" ", manifest.tags()), String.join(" ", text.asks())
        }) {
            Words.of(part).forEach(word -> words.add(word.folded()));
        }
        manifest.ports().forEach(port -> Words.of(port.name()).forEach(word -> words.add(word.folded())));
        words.stream()
                .filter(word -> word.length() >= SHORTEST_WORD && word.length() <= LONGEST_WORD)
                .filter(word -> word.chars().noneMatch(Character::isDigit))
                .forEach(word -> document.add(new StringField(WORDS, word, Field.Store.NO)));
    }

    private static String examples(BlockText text) {
        var generated =
                GeneratedAsks.plain(text.block().manifest(), text.block().summary(), LanguagePacks.own());
        return Stream.concat(
                        text.asks().stream().map(ask -> KEPT + ask),
                        generated.stream().filter(ask -> isShown(text, ask)).map(ask -> GENERATED + ask))
                .map(line -> SPACES.matcher(line).replaceAll(" "))
                .limit(MOST_EXAMPLES)
                .collect(Collectors.joining("\n"));
    }

    private static boolean isShown(BlockText text, String ask) {
        return text.hidden().isEmpty() || !text.hidden().contains(AskSource.key(ask));
    }
}
