package io.blockyard.dataiku;

import io.blockyard.dataiku.Origin.GitRepository;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.TransportConfigCallback;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * How repositories are reached: only at allowed addresses, by http(s) over the same wire as everything else, by ssh with
 * host keys that are remembered.
 */
final class GitDoor {

    /** How long a server may say nothing. */
    static final int SILENCE_SECONDS = 60;

    /** Many hosts of repositories take any user with a token. */
    private static final String ANY_USER = "git";

    private final AllowedHosts hosts;
    private final HttpWire wire;
    private final Path hostKeys;
    private final String secret;

    /**
     * A door for one repository.
     *
     * @param hostKeys the file in which the keys of ssh servers are remembered
     * @param secret a password, a token or a private key; empty for a public repository
     */
    GitDoor(AllowedHosts hosts, HttpWire wire, Path hostKeys, String secret) {
        this.hosts = hosts;
        this.wire = wire;
        this.hostKeys = hostKeys;
        this.secret = secret;
    }

    Passage passage(GitRepository origin) {
        var address = GitAddress.parse(origin.url());
        var user =
                origin.user().isBlank() ? Optional.ofNullable(address.getUser()).orElse(ANY_USER) : origin.user();
        if (GitAddress.scheme(address).equals("ssh")) {
            var ssh = GitSsh.factory(new HostKeys(hostKeys, hosts), secret);
            return new Passage(password(user, GitSsh.isPrivateKey(secret) ? "" : secret), ssh);
        }
        return new Passage(password(user, secret), null);
    }

    private static @Nullable CredentialsProvider password(String user, String password) {
        return password.isEmpty() ? null : new UsernamePasswordCredentialsProvider(user, password);
    }

    /** One way through the door; it is closed after use. */
    final class Passage implements TransportConfigCallback, AutoCloseable {

        private final @Nullable CredentialsProvider credentials;
        private final @Nullable SshdSessionFactory ssh;
        private final GitHttp http = new GitHttp(wire);

        private Passage(@Nullable CredentialsProvider credentials, @Nullable SshdSessionFactory ssh) {
            this.credentials = credentials;
            this.ssh = ssh;
        }

        @Nullable
        CredentialsProvider credentials() {
            return credentials;
        }

        @Override
        public void configure(Transport transport) {
            switch (transport) {
                case TransportHttp plain -> plain.setHttpConnectionFactory(http);
                case SshTransport secure when ssh != null -> secure.setSshSessionFactory(ssh);
                default -> throw new IllegalStateException("git over " + transport.getURI() + " is not offered");
            }
        }

        @Override
        public void close() {
            http.close();
            if (ssh != null) {
                ssh.close();
            }
        }
    }
}
