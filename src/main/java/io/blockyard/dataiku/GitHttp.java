package io.blockyard.dataiku;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.util.Timeout;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Git's requests over our own wire, so that the same rules hold for them: allowed addresses, verified certificates. Git's
 * client leaves answers open that it has no use for, such as the one that asks for a password; they are closed in the end,
 * since each of them keeps one of the wire's connections.
 */
final class GitHttp implements HttpConnectionFactory, AutoCloseable {

    private final HttpWire wire;
    private final Queue<ClassicHttpResponse> answers = new ConcurrentLinkedQueue<>();

    GitHttp(HttpWire wire) {
        this.wire = wire;
    }

    @Override
    public HttpConnection create(URL url) {
        return new Connection(url);
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy proxy) {
        return new Connection(url);
    }

    @Override
    public void close() {
        for (var answer = answers.poll(); answer != null; answer = answers.poll()) {
            try {
                answer.close();
            } catch (IOException alreadyBroken) {
                // Its connection is given up.
            }
        }
    }

    /** One request and its answer, in the shape that git's client knows from {@link java.net.HttpURLConnection}. */
    private final class Connection implements HttpConnection {

        private final URL url;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private String method = "GET";
        private boolean withBody;
        private int silence = (int) TimeUnit.SECONDS.toMillis(GitDoor.SILENCE_SECONDS);
        private @Nullable ClassicHttpResponse response;

        private Connection(URL url) {
            this.url = url;
        }

        @Override
        public void connect() throws IOException {
            response();
        }

        private ClassicHttpResponse response() throws IOException {
            var answered = response;
            if (answered == null) {
                answered = send();
                response = answered;
            }
            return answered;
        }

        private ClassicHttpResponse send() throws IOException {
            var request = ClassicRequestBuilder.create(method).setUri(url.toString());
            headers.forEach((name, value) -> {
                if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Content-Type")) {
                    request.setHeader(name, value);
                }
            });
            if (withBody) {
                var type = headers.getOrDefault("Content-Type", "application/octet-stream");
                request.setEntity(new ByteArrayEntity(body.toByteArray(), ContentType.parse(type)));
            }
            var context = HttpClientContext.create();
            context.setRequestConfig(RequestConfig.custom()
                    .setResponseTimeout(Timeout.ofMilliseconds(silence))
                    .build());
            var answer = wire.client().executeOpen(null, request.build(), context);
            answers.add(answer);
            return answer;
        }

        @Override
        public int getResponseCode() throws IOException {
            return response().getCode();
        }

        @Override
        public String getResponseMessage() throws IOException {
            return String.valueOf(response().getReasonPhrase());
        }

        @Override
        public URL getURL() {
            return url;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            var entity = response().getEntity();
            return entity == null ? InputStream.nullInputStream() : entity.getContent();
        }

        @Override
        public OutputStream getOutputStream() {
            withBody = true;
            return body;
        }

        @Override
        public @Nullable String getContentType() {
            return getHeaderField("Content-Type");
        }

        @Override
        public int getContentLength() {
            var length = getHeaderField("Content-Length");
            return length != null && length.matches("\\d{1,9}") ? Integer.parseInt(length) : -1;
        }

        @Override
        public @Nullable String getHeaderField(String name) {
            var values = getHeaderFields(name);
            return values.isEmpty() ? null : values.getFirst();
        }

        @Override
        public List<String> getHeaderFields(String name) {
            var answered = response;
            return answered == null
                    ? List.of()
                    : Arrays.stream(answered.getHeaders(name))
                            .map(Header::getValue)
                            .toList();
        }

        @Override
        public Map<String, List<String>> getHeaderFields() {
            var fields = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            var answered = response;
            if (answered != null) {
                for (var header : answered.getHeaders()) {
                    fields.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                            .add(header.getValue());
                }
            }
            return fields;
        }

        @Override
        public void setRequestProperty(String name, String value) {
            headers.put(name, value);
        }

        @Override
        public void setRequestMethod(String newMethod) {
            method = newMethod;
        }

        @Override
        public String getRequestMethod() {
            return method;
        }

        @Override
        public void setReadTimeout(int milliseconds) {
            silence = milliseconds;
        }

        @Override
        public void setDoOutput(boolean output) {
            withBody = output;
        }

        @Override
        public boolean usingProxy() {
            return false;
        }

        @Override
        public void setConnectTimeout(int milliseconds) {
            // The wire has its own.
        }

        @Override
        public void setUseCaches(boolean caches) {
            // There are none.
        }

        @Override
        public void setInstanceFollowRedirects(boolean follow) {
            // The wire follows none; git's client does by its own rules, which are set to none, too.
        }

        @Override
        public void setFixedLengthStreamingMode(int length) {
            // What git asks for is short.
        }

        @Override
        public void setChunkedStreamingMode(int length) {
            // What git asks for is short.
        }

        @Override
        public void configure(KeyManager[] keys, TrustManager[] trust, java.security.SecureRandom random) {
            // Certificates are verified by the wire, whatever a git configuration says.
        }

        @Override
        public void setHostnameVerifier(HostnameVerifier verifier) {
            // As above.
        }
    }
}
