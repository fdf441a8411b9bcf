package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The keys of ssh servers, one line each: {@code HOST KEY}, or {@code [HOST]:PORT KEY} for another port than 22. A server's first key is remembered; a server that comes
 * with another key later is refused. The address that was connected to is checked here, before any secret is sent.
 */
final class HostKeys implements ServerKeyDatabase {

    private final Path file;
    private final AllowedHosts hosts;

    HostKeys(Path file, AllowedHosts hosts) {
        this.file = file;
        this.hosts = hosts;
    }

    @Override
    public List<PublicKey> lookup(String host, InetSocketAddress address, Configuration configuration) {
        return List.of();
    }

    @Override
    public boolean accept(
            String server,
            InetSocketAddress address,
            PublicKey key,
            Configuration configuration,
            @Nullable CredentialsProvider provider) {
        hosts.requireAddress(address.getHostString(), address.getAddress());
        var shown = PublicKeyEntry.toString(key);
        synchronized (HostKeys.class) {
            var known = known(server);
            if (known.isEmpty()) {
                remember(server, shown);
                return true;
            }
            if (known.get().equals(shown)) {
                return true;
            }
        }
        throw ProblemException.of(
                Kind.SETTINGS,
                "git.host-key-changed",
                "The ssh server " + server + " has another key than before: " + KeyUtils.getFingerPrint(key) + ".",
                "If its owner has changed it, remove its line from " + file + "; if not, somebody stands between.");
    }

    private Optional<String> known(String server) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith(server + " "))
                            .map(line -> line.substring(server.length() + 1))
                            .findFirst()
                    : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void remember(String server, String key) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, server + " " + key + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
