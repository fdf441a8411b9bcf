package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.sshd.JGitKeyCache;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/** Git over ssh with the given key or password alone: nothing of the account that runs this program is used. */
final class GitSsh {

    private GitSsh() {}

    static boolean isPrivateKey(String secret) {
        return secret.stripLeading().startsWith("-----BEGIN");
    }

    /** @throws ProblemException INVALID when the secret looks like a private key and is none */
    static SshdSessionFactory factory(HostKeys hostKeys, String secret) {
        var keys = isPrivateKey(secret) ? keys(secret) : List.<KeyPair>of();
        var nowhere = new File(System.getProperty("java.io.tmpdir"), ".blockyard-no-ssh");
        return new SshdSessionFactoryBuilder()
                .setPreferredAuthentications(keys.isEmpty() ? "password,keyboard-interactive" : "publickey")
                .setHomeDirectory(nowhere)
                .setSshDirectory(nowhere)
                .setConfigStoreFactory((home, config, user) -> new NoConfiguration())
                .setDefaultIdentities(directory -> List.of())
                .setDefaultKeysProvider(directory -> keys)
                .setServerKeyDatabase((home, directory) -> hostKeys)
                .build(new JGitKeyCache());
    }

    /** The keys in a text, as OpenSSH or OpenSSL write them, without a pass phrase. */
    static List<KeyPair> keys(String text) {
        try {
            var bytes = (text.strip() + "\n").getBytes(StandardCharsets.UTF_8);
            var pairs = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName("private key"),
                    new ByteArrayInputStream(bytes),
                    FilePasswordProvider.EMPTY);
            var keys = new ArrayList<KeyPair>();
            if (pairs != null) {
                pairs.forEach(keys::add);
            }
            if (!keys.isEmpty()) {
                return List.copyOf(keys);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException malformed) {
            throw new ProblemException(Kind.INVALID, noKey(), malformed);
        }
        throw new ProblemException(Kind.INVALID, noKey());
    }

    private static Problem noKey() {
        return Problem.error(
                "source.private-key",
                "The secret looks like a private key and cannot be read as one.",
                "Give it whole, from -----BEGIN to -----END, and without a pass phrase.");
    }

    /** What {@code ~/.ssh/config} would say. */
    private static final class NoConfiguration implements SshConfigStore {

        @Override
        public HostConfig lookup(String host, int port, String user) {
            return EMPTY_CONFIG;
        }

        @Override
        public HostConfig lookupDefault(String host, int port, String user) {
            return EMPTY_CONFIG;
        }
    }
}
