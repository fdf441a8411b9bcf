package io.blockyard.dataiku;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/**
 * What an instance answered, read whole within bounds.
 *
 * @param location where a redirection leads, else empty
 * @param retryAfter how long the instance asks us to wait, else zero
 * @param dssVersion as the instance says it of itself, else empty
 * @param date by the instance's clock
 */
@SuppressWarnings("ArrayRecordComponent") // answers are read once and never compared
record Answer(
        int status, byte[] body, String location, Duration retryAfter, String dssVersion, Optional<Instant> date) {

    private static final int PART = 16 << 10;

    /**
     * Reads an answer.
     *
     * @throws IOException when the connection breaks or takes too long as a whole
     * @throws io.blockyard.problem.ProblemException when the body is more than what is allowed
     */
    static Answer of(ClassicHttpResponse response, Duration patience, Allowance allowance) throws IOException {
        return new Answer(
                response.getCode(),
                body(response, patience, allowance),
                header(response, "Location"),
                retryAfter(header(response, "Retry-After")),
                header(response, "DSS-Version"),
                moment(header(response, "Date")));
    }

    private static byte[] body(ClassicHttpResponse response, Duration patience, Allowance allowance)
            throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        // The stream is left to the client: closing it early would read the rest of it first.
        var content = entity.getContent();
        var end = System.nanoTime() + patience.toNanos();
        var bytes = new ByteArrayOutputStream();
        var part = new byte[PART];
        for (var count = content.read(part); count >= 0; count = content.read(part)) {
            allowance.take(count);
            bytes.write(part, 0, count);
            if (System.nanoTime() - end > 0) {
                throw new SocketTimeoutException("the answer is not complete");
            }
        }
        return bytes.toByteArray();
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null
                ? ""
                : header.getValue().strip();
    }

    /** Seconds, or a moment as HTTP writes it. */
    private static Duration retryAfter(String text) {
        if (text.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        var wait = moment(text).map(moment -> Duration.between(Instant.now(), moment));
        return wait.filter(time -> !time.isNegative()).orElse(Duration.ZERO);
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException notSaid) {
            return Optional.empty();
        }
    }
}
