package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;

/** Which addresses a git repository may have: https, http or ssh, and no secret in it. */
final class GitAddress {

    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh");

    /** How the hosts of repositories begin their tokens, and what is too long for anybody's name. */
    private static final Pattern TOKEN = Pattern.compile("(gh[oprsu]_|github_pat_|glpat-|gldt-|ATBB|ATCTT).+|\\S{40,}");

    private GitAddress() {}

    /** Whether a text is meant as the address of a repository, and not as a file or folder. */
    static boolean looksLikeOne(String text) {
        return text.matches("(?i)(https?|ssh|git)://.+|[^/\\\\:]+@[^/\\\\:]+:.+");
    }

    /** @throws ProblemException INVALID for anything that is no address of a repository */
    static URIish parse(String text) {
        URIish address;
        try {
            address = new URIish(text.strip());
        } catch (URISyntaxException malformed) {
            throw invalid("\u201c" + text + "\u201d is no address of a git repository.");
        }
        if (address.getHost() == null
                || !address.getHost().matches("[\\p{Alnum}._:\\[\\]-]+")
                || address.getPath().startsWith(":")
                || !SCHEMES.contains(scheme(address))) {
            throw invalid("\u201c" + text + "\u201d is no address of a git repository.");
        }
        if (address.getPass() != null) {
            throw invalid("The address of a repository holds no password; give it as the secret.");
        }
        if (address.getUser() != null && TOKEN.matcher(address.getUser()).matches()) {
            throw invalid("The address of a repository holds no token; give it as the secret.");
        }
        return address;
    }

    /** @throws ProblemException INVALID for a name that no branch can have */
    static String branch(String name) {
        var branch = name.strip();
        if (!branch.isEmpty() && !Repository.isValidRefName("refs/heads/" + branch)) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "source.branch",
                    "\u201c" + name + "\u201d cannot be the name of a branch.",
                    "Leave it empty for the repository's own main branch.");
        }
        return branch;
    }

    /** The folder within the repository, without slashes at its ends. @throws ProblemException INVALID */
    static String folder(String path) {
        var folder = path.strip().replace('\\', '/').replaceAll("^/+|/+$", "");
        for (var segment : folder.split("/")) {
            if (segment.equals("..") || segment.equals(".")) {
                throw ProblemException.of(
                        Kind.INVALID,
                        "source.folder",
                        "\u201c" + path + "\u201d is no folder within a repository.",
                        "Write it from the repository's root, such as dss/projects.");
            }
        }
        return folder;
    }

    static String scheme(URIish address) {
        return address.getScheme() == null ? "ssh" : address.getScheme().toLowerCase(Locale.ROOT);
    }

    /** What the repository is called: the last part of its path, without {@code .git}. */
    static String name(URIish address) {
        var path = address.getPath().replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.git$", "");
    }

    private static ProblemException invalid(String message) {
        return ProblemException.of(
                Kind.INVALID,
                "source.address",
                message,
                "It has to look like https://git.example.org/team/projects.git or git@git.example.org:team/projects.git.");
    }
}
