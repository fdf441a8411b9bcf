package io.blockyard.dataiku.code;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.statement.Statements;
import org.jspecify.annotations.Nullable;

/**
 * A text as the parser reads it. The parser looks ahead in nested parentheses in a time that doubles or worse with each
 * of them, so the quick grammar is asked first, and all attempts together end after {@link #LIMIT}.
 */
record SqlParsing(Node root, Statements statements) {

    /** What one text may take; common ones take a few milliseconds. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final ExecutorService PARSERS = Executors.newVirtualThreadPerTaskExecutor();

    /** Ways to read a text, in the order in which they are tried: quick ones, then those that look ahead further. */
    private enum Way {
        QUICK(parser -> parser.withAllowComplexParsing(false)),
        QUICK_WITH_BRACKETS(parser -> parser.withAllowComplexParsing(false).withSquareBracketQuotation(true)),
        WHOLE(parser -> parser.withAllowComplexParsing(true)),
        WHOLE_WITH_BRACKETS(parser -> parser.withAllowComplexParsing(true).withSquareBracketQuotation(true));

        @SuppressWarnings("ImmutableEnumChecker") // A lambda that holds nothing.
        private final UnaryOperator<CCJSqlParser> options;

        Way(UnaryOperator<CCJSqlParser> options) {
            this.options = options;
        }
    }

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

    /** @throws Unparsable with the first thing that was not expected, or since it took too long to find out */
    static SqlParsing of(String sql) throws Unparsable {
        long end = System.nanoTime() + LIMIT.toNanos();
        JSQLParserException first = null;
        for (var way : Way.values()) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                break;
            }
            var parser = way.options.apply(CCJSqlParserUtil.newParser(sql)).withTimeOut(left);
            try {
                var statements = CCJSqlParserUtil.parseStatements(parser, PARSERS);
                return new SqlParsing(parser.getASTRoot(), statements);
            } catch (JSQLParserException refused) {
                first = first == null ? refused : first;
            }
        }
        throw unparsable(first);
    }

    private static Unparsable unparsable(@Nullable Throwable refused) {
        for (var cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof ParseException parse && parse.currentToken != null) {
                var next = parse.currentToken.next == null ? parse.currentToken : parse.currentToken.next;
                return next.image.isEmpty()
                        ? new Unparsable(next.beginLine, "it ends too early")
                        : new Unparsable(next.beginLine, "\u201c" + next.image + "\u201d is not expected");
            }
            if (cause instanceof TimeoutException) {
                return new Unparsable(1, "its parentheses are nested too deeply");
            }
        }
        return new Unparsable(1, "a character is not expected");
    }
}
