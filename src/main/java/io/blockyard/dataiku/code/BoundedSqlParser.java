package io.blockyard.dataiku.code;

import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.feature.Feature;

/**
 * The SQL parser with an end: where parentheses are nested, or open only, it looks ahead from each of them anew, which
 * takes hours for a text of one line. It asks for its features while it looks ahead, so these questions are counted.
 */
final class BoundedSqlParser extends CCJSqlParser {

    /** A text of the usual kind takes less than one question for each character. */
    private static final int QUESTIONS = 5_000;

    private static final int QUESTIONS_PER_CHARACTER = 4;

    private final int most;
    private int asked;

    /**
     * @param complex whether it looks ahead as far as it takes, instead of as far as it usually does
     * @param brackets whether names may stand in square brackets
     */
    BoundedSqlParser(String sql, boolean complex, boolean brackets) {
        // it looks for the place of the last character, which an empty text has not
        super(new StringProvider(sql.isEmpty() ? "\n" : sql));
        most = QUESTIONS + QUESTIONS_PER_CHARACTER * sql.length();
        withAllowComplexParsing(complex);
        withSquareBracketQuotation(brackets);
    }

    @Override
    public boolean getAsBoolean(Feature feature) {
        if (++asked > most) {
            throw new TooMuch();
        }
        return super.getAsBoolean(feature);
    }

    /** Without all that would have been right instead: to find that out takes longer than parsing, and nobody reads it. */
    @Override
    public ParseException generateParseException() {
        getToken(1);
        return new ParseException(token, new int[0][], tokenImage);
    }

    /** More looking ahead than any text of people takes. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooMuch() {
            super("nested too deeply", null, false, false);
        }
    }
}
