package io.blockyard.dataiku;

import io.blockyard.dataiku.Origin.Archive;
import io.blockyard.dataiku.Origin.Folder;
import io.blockyard.dataiku.Origin.GitRepository;
import io.blockyard.dataiku.Origin.Instance;
import io.blockyard.dataiku.SourceTable.Row;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.net.URI;

/** What an origin has to be like before it is kept. */
final class OriginRules {

    private static final int LONGEST_NAME = 200;

    private final AllowedHosts hosts;

    OriginRules(AllowedHosts hosts) {
        this.hosts = hosts;
    }

    /** The origin as it is kept. @throws ProblemException INVALID, or NOT_FOUND for a folder that does not exist */
    Origin clean(Origin origin) {
        return switch (origin) {
            case Instance instance -> {
                var url = SourceAddress.parse(instance.url().toString());
                hosts.require(url.getHost());
                yield new Instance(url, authority(instance.authority()));
            }
            case GitRepository git -> {
                hosts.require(GitAddress.parse(git.url()).getHost());
                yield new GitRepository(
                        git.url().strip(),
                        GitAddress.branch(git.branch()),
                        GitAddress.folder(git.folder()),
                        git.user().strip(),
                        authority(git.authority()));
            }
            case Folder folder -> {
                if (!folder.path().isAbsolute()) {
                    throw ProblemException.of(
                            Kind.INVALID,
                            "source.folder",
                            "\u201c" + folder.path() + "\u201d is relative.",
                            "Give the folder's absolute path on the server's disk.");
                }
                var path = folder.path().normalize();
                ProjectReaders.folder(path);
                yield new Folder(path);
            }
            case Archive archive -> archive;
        };
    }

    /** Whether a secret opens an origin of its kind. */
    static boolean takesSecret(Origin origin) {
        return switch (origin) {
            case Instance instance -> true;
            case GitRepository git -> true;
            case Folder folder -> false;
            case Archive archive -> false;
        };
    }

    /** @throws ProblemException INVALID when the origin takes a secret and there is none that could be one */
    void requireSecret(String name, Origin origin, String secret) {
        switch (origin) {
            case Instance instance -> {
                if (secret.isBlank()) {
                    throw ProblemException.of(
                            Kind.INVALID,
                            "source.key",
                            "The API key of \u201c" + name + "\u201d is empty.",
                            "Make a key in DSS and give it here.");
                }
            }
            case GitRepository git -> {
                if (GitSsh.isPrivateKey(secret)) {
                    GitSsh.keys(secret);
                }
            }
            case Folder folder -> {}
            case Archive archive -> {}
        }
    }

    /** A secret stays only where it was given for. @throws ProblemException INVALID when the host is another */
    void requireSameDoor(Row before, Origin after) {
        if (before.sealedSecret() != null && !host(before.origin()).equals(host(after))) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "source.secret-again",
                    "The secret of \u201c" + before.name() + "\u201d was given for " + host(before.origin())
                            + " and is not sent elsewhere.",
                    "Give the secret for the new address, too.");
        }
    }

    /** The last part of a name that a browser or a command sent along. */
    static String fileName(String text) {
        var plain = text.replace('\\', '/').replaceAll("\\p{Cntrl}", "").strip();
        var name = plain.substring(plain.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "source.file-name",
                    "The uploaded file has no usable name.",
                    "Call it after its project, such as PUMPS.zip.");
        }
        return name;
    }

    private static String authority(String pem) {
        if (!pem.isBlank()) {
            HttpWire.certificates(pem);
        }
        return pem.strip();
    }

    /** Who would see a secret: scheme, host and port. */
    private static String host(Origin origin) {
        return switch (origin) {
            case Instance instance -> door(instance.url());
            case GitRepository git -> {
                var address = GitAddress.parse(git.url());
                var port = address.getPort() < 0 ? "" : ":" + address.getPort();
                yield GitAddress.scheme(address) + "://" + address.getHost() + port;
            }
            case Folder folder -> "";
            case Archive archive -> "";
        };
    }

    private static String door(URI url) {
        return url.getScheme() + "://" + url.getAuthority();
    }
}
