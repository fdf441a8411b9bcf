package io.blockyard.dataiku;

import java.net.URI;
import java.nio.file.Path;

/** What a source is made of: where its projects come from, without the secret that opens it. */
public sealed interface Origin {

    /** How people and the wire call the kind. */
    Kind kind();

    /** Where it is, in one line: an address, a folder, or a file's name. */
    String address();

    /** The kinds, by their names on the wire. */
    enum Kind {
        DSS,
        GIT,
        FOLDER,
        ZIP
    }

    /**
     * A running DSS instance; its secret is an API key.
     *
     * @param url the base address, without a path of the API
     * @param authority certificates in PEM that are trusted in place of the usual authorities; empty for the usual ones
     */
    record Instance(URI url, String authority) implements Origin {

        /** @throws io.blockyard.problem.ProblemException INVALID when {@code url} is no address of an instance */
        public static Instance at(String url, String authority) {
            return new Instance(SourceAddress.parse(url), authority);
        }

        @Override
        public Kind kind() {
            return Kind.DSS;
        }

        @Override
        public String address() {
            return url.toString();
        }
    }

    /**
     * A remote git repository that DSS pushes projects to; its secret is a password, a token or a private key.
     *
     * @param url by https, http or ssh, the short form {@code git@host:path} included
     * @param branch empty for the one that the repository names itself
     * @param folder where the projects lie in it; empty for the root
     * @param user empty when the repository is public or the address names one
     * @param authority as for an instance
     */
    record GitRepository(String url, String branch, String folder, String user, String authority) implements Origin {

        /** Whether a text is meant as the address of a repository, and not as a file or folder. */
        public static boolean isAddress(String text) {
            return GitAddress.looksLikeOne(text);
        }

        @Override
        public Kind kind() {
            return Kind.GIT;
        }

        @Override
        public String address() {
            return url;
        }
    }

    /** A folder on the server's own disk: one project, or a folder of projects. */
    record Folder(Path path) implements Origin {

        @Override
        public Kind kind() {
            return Kind.FOLDER;
        }

        @Override
        public String address() {
            return path.toString();
        }
    }

    /**
     * An export or bundle that was uploaded.
     *
     * @param fileName what it was called where it came from
     * @param digest SHA-256 of what is kept of it, in hex
     */
    record Archive(String fileName, String digest) implements Origin {

        @Override
        public Kind kind() {
            return Kind.ZIP;
        }

        @Override
        public String address() {
            return fileName;
        }
    }
}
