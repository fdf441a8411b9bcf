package io.blockyard.dataiku.sandbox;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A request as the sandbox took it in. The key is not in it.
 *
 * @param path as it was sent, percent-encoding and double slashes included
 * @param query as it was sent; empty when there is none
 * @param headers the first value of each header but {@code Authorization}, names in the usual form ({@code Content-Type})
 * @param body what was sent; it can be read, but not changed
 * @param status of the answer
 * @param took from the first byte until the answer was ready to be sent
 */
public record LoggedRequest(
        Instant at,
        String method,
        String path,
        String query,
        Map<String, String> headers,
        ByteBuffer body,
        int status,
        Duration took) {

    public LoggedRequest {
        headers = Map.copyOf(headers);
        body = body.asReadOnlyBuffer();
    }

    /** What was sent, from its beginning. */
    @Override
    public ByteBuffer body() {
        return body.duplicate();
    }
}
