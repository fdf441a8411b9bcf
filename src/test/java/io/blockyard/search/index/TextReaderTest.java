package io.blockyard.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.search.index.BlockAnalyzer.Form;
import io.blockyard.search.index.TextReader.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.junit.jupiter.api.Test;

/** What is read with a memory is what Lucene's chain reads, word by word and place by place. */
class TextReaderTest {

    private static final List<String> PIECES = List.of(
            "rollingStats",
            "ROLLING_STATS",
            "rolling-stats",
            "the",
            "of",
            "l\u2019enseigne",
            "d'un",
            "pr\u00e9visions",
            "pumps'",
            "engine's",
            "--",
            "...",
            "the-of",
            "a_b_c",
            "2024-05",
            "v1.2",
            "\u00dfen",
            "\uD83D\uDE00",
            "caf\u00e9,",
            "(des)",
            "un_pump_des",
            "x".repeat(300),
            "\u00a0",
            "\u2003");

    @Test
    void words_and_places_are_those_of_the_analyzer() throws IOException {
        var reader = new TextReader();
        var random = new SplittableRandom(11);
        for (int i = 0; i < 400; i++) {
            var text = text(random);
            var read = reader.read(text);
            assertThat(read.tokens()).as(text).isEqualTo(tokens(Form.INDEXED, text));
            assertThat(read.joined())
                    .as(text)
                    .containsExactlyInAnyOrderElementsOf(
                            tokens(Form.JOINED, text).stream().map(Token::term).toList());
        }
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(9); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
            text.append(List.of(" ", "  ", "\n", "\t", "").get(random.nextInt(5)));
        }
        return text.toString();
    }

    private static List<Token> tokens(Form form, String text) throws IOException {
        var tokens = new ArrayList<Token>();
        try (var analyzer = new BlockAnalyzer(form);
                var stream = analyzer.tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var place = stream.addAttribute(OffsetAttribute.class);
            var step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(new Token(
                        term.toString(), place.startOffset(), place.endOffset(), step.getPositionIncrement()));
            }
            stream.end();
        }
        return tokens;
    }
}
