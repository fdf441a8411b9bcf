package io.blockyard.api.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies above {@value #LIMIT} bytes, whether their length is announced or not. Exports of projects and files
 * beside articles are read as a stream and have limits of their own.
 */
final class BodyLimit extends OncePerRequestFilter {

    static final int LIMIT = 16 << 20;
    private static final Pattern STREAMED =
            Pattern.compile("/api/v1/(?:sources/[^/]+/archive|blocks/[^/]+/article/attachments/[^/]+)");

    private final ProblemResponse refusal;

    BodyLimit(ProblemResponse refusal) {
        this.refusal = refusal;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getMethod().equals("PUT")
                && STREAMED.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > LIMIT) {
            refusal.send(response, ProblemResponse.tooLarge(request.getRequestURI()));
            return;
        }
        chain.doFilter(new Limited(request), response);
    }

    /** The body grew beyond the limit while it was read. */
    static final class TooLarge extends IOException {
        TooLarge() {
            super("more than " + LIMIT + " bytes");
        }
    }

    private static final class Limited extends HttpServletRequestWrapper {

        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream());
        }
    }

    private static final class CountedStream extends ServletInputStream {

        private final ServletInputStream body;
        private long count;

        CountedStream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            counted(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = body.read(buffer, offset, length);
            counted(Math.max(read, 0));
            return read;
        }

        private void counted(int read) throws TooLarge {
            count += read;
            if (count > LIMIT) {
                throw new TooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
