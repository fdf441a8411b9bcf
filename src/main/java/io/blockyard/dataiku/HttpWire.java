package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * How HTTP leaves this program: only to allowed addresses, with certificates verified, without following redirects,
 * keeping cookies or trying again by itself. Connections are kept and shared.
 */
final class HttpWire implements AutoCloseable {

    private static final int PER_HOST = 32;
    private static final Map<Duration, HttpWire> ANYWHERE = new ConcurrentHashMap<>();

    private final CloseableHttpClient client;
    private final SSLContext tls;

    private HttpWire(CloseableHttpClient client, SSLContext tls) {
        this.client = client;
        this.tls = tls;
    }

    /**
     * A wire of its own connections.
     *
     * @param authority certificates in PEM that are trusted in place of the usual authorities; empty for the usual ones
     * @param connect how long a connection may take
     * @throws ProblemException INVALID when {@code authority} holds no certificate
     */
    static HttpWire open(AllowedHosts hosts, String authority, Duration connect) {
        var tls = authority.isBlank() ? usual() : trusting(authority);
        var timeout = Timeout.of(connect);
        var manager = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedLookup(hosts))
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .setMaxConnPerRoute(PER_HOST)
                .setMaxConnTotal(4 * PER_HOST)
                .build();
        return new HttpWire(
                HttpClients.custom()
                        .setConnectionManager(manager)
                        .setUserAgent("Blockyard")
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAutomaticRetries()
                        .disableAuthCaching()
                        .build(),
                tls);
    }

    /** The wire of clients that belong to no server: every host is allowed that {@link AllowedHosts#any} allows. */
    static HttpWire anywhere(Duration connect) {
        return ANYWHERE.computeIfAbsent(connect, patience -> open(AllowedHosts.any(), "", patience));
    }

    CloseableHttpClient client() {
        return client;
    }

    /** Whom this wire trusts. */
    SSLContext tls() {
        return tls;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException alreadyBroken) {
            // Nothing is left to be closed.
        }
    }

    private static SSLContext usual() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has TLS", impossible);
        }
    }

    private static SSLContext trusting(String authority) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : certificates(authority)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("every Java platform has TLS", impossible);
        }
    }

    /**
     * The certificates in a PEM text.
     *
     * @throws ProblemException INVALID when there is none, or one that is malformed
     */
    static Collection<? extends Certificate> certificates(String pem) {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.strip().getBytes(StandardCharsets.UTF_8)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException malformed) {
            throw new ProblemException(Kind.INVALID, noCertificate(), malformed);
        }
        throw new ProblemException(Kind.INVALID, noCertificate());
    }

    private static Problem noCertificate() {
        return Problem.error(
                "source.authority",
                "The authority holds no readable certificate.",
                "Give it in PEM: from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.");
    }

    /** Looks names up and lets only allowed addresses through. */
    private record CheckedLookup(AllowedHosts hosts) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return hosts.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
