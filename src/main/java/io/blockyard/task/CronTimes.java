package io.blockyard.task;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/** Moments that come again, all in UTC, written as in a crontab. */
public final class CronTimes {

    private static final int FIELDS = 5;

    private final CronExpression expression;

    private CronTimes(CronExpression expression) {
        this.expression = expression;
    }

    /**
     * Reads minute, hour, day, month and weekday, such as {@code 0 6 * * 1-5}, or a name such as {@code @daily}.
     *
     * @param field where the text stands, for the error
     * @throws ProblemException INVALID when it is none of these
     */
    public static CronTimes parse(String text, String field) {
        var line = text.strip();
        int fields = line.split("\\s+").length;
        if (fields != FIELDS && !line.startsWith("@")) {
            throw unclear(text, field, fields + (fields == 1 ? " word is not five." : " words are not five."));
        }
        try {
            // Spring counts seconds, too.
            return new CronTimes(CronExpression.parse(line.startsWith("@") ? line : "0 " + line));
        } catch (IllegalArgumentException malformed) {
            throw unclear(text, field, String.valueOf(malformed.getMessage()));
        }
    }

    /**
     * Reads a line that was accepted once. Lines with seconds in front were, so they are still understood.
     *
     * @return empty when it cannot be read, so that one line stops no other
     */
    public static Optional<CronTimes> kept(String text) {
        var line = text.strip();
        try {
            return Optional.of(
                    new CronTimes(CronExpression.parse(line.split("\\s+").length == FIELDS ? "0 " + line : line)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static ProblemException unclear(String text, String field, String why) {
        return new ProblemException(
                ProblemException.Kind.INVALID,
                Problem.error(
                                "task.cron",
                                "\u201c" + text + "\u201d does not say when: " + why,
                                "Give minute, hour, day, month and weekday, such as 0 6 * * 1-5, or @daily.")
                        .at(field));
    }

    /** The first moment after another; empty when it never comes, such as 30 February. */
    public Optional<Instant> after(Instant moment) {
        return Optional.ofNullable(expression.next(moment.atOffset(ZoneOffset.UTC)))
                .map(next -> next.toInstant());
    }
}
