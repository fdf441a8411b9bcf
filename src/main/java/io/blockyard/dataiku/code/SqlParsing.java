package io.blockyard.dataiku.code;

import java.util.List;
import java.util.Objects;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statements;

/**
 * A text as the parser reads it. The quick grammar is asked first, and the one that looks ahead further only for what
 * the quick one does not know.
 */
record SqlParsing(Statements statements, Node root) {

    /**
     * Ways to read a text, in the order in which they are tried.
     *
     * @param complex whether it looks ahead as far as it takes
     * @param brackets whether names may stand in square brackets
     */
    private record Way(boolean complex, boolean brackets) {}

    private static final List<Way> WAYS =
            List.of(new Way(false, false), new Way(false, true), new Way(true, false), new Way(true, true));

    /** The text is no SQL that the parser knows. */
    static final class Unparsable extends Exception {
        private final int line;
        private final String reason;

        Unparsable(int line, String reason) {
            super(reason, null, false, false);
            this.line = line;
            this.reason = reason;
        }

        /** Counted from 1. */
        int line() {
            return line;
        }

        /** Half a sentence. */
        String reason() {
            return reason;
        }
    }

    /** @throws Unparsable with what the first way did not expect, or since it is nested too deeply to be read */
    static SqlParsing of(String sql) throws Unparsable {
        Unparsable first = null;
        for (var way : WAYS) {
            try {
                var parser = new BoundedSqlParser(sql, way.complex(), way.brackets());
                return new SqlParsing(parser.Statements(), parser.getASTRoot());
            } catch (ParseException | TokenMgrException | BoundedSqlParser.TooMuch | StackOverflowError failure) {
                // The parser goes down with the text, some thirty calls for each parenthesis; it is thrown away here.
                first = first == null ? unparsable(failure) : first;
            }
        }
        throw Objects.requireNonNull(first);
    }

    private static Unparsable unparsable(Throwable failure) {
        return switch (failure) {
            case ParseException unexpected -> unexpected(unexpected);
            case TokenMgrException character -> new Unparsable(1, "a character is not expected");
            default -> new Unparsable(1, "its parentheses are nested too deeply");
        };
    }

    /** Some rules are no part of the grammar: the parser breaks them off with a sentence, and without the place. */
    private static Unparsable unexpected(ParseException failure) {
        var last = failure.currentToken;
        if (last == null || last.next == null) {
            return new Unparsable(
                    last == null ? 1 : last.beginLine, "the parser says \u201c" + failure.getMessage() + "\u201d");
        }
        var token = last.next;
        return token.image.isEmpty()
                ? new Unparsable(token.beginLine, "it ends too early")
                : new Unparsable(token.beginLine, "\u201c" + token.image + "\u201d is not expected");
    }
}
