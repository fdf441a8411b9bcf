package io.blockyard.dataiku;

import io.blockyard.dataiku.Origin.GitRepository;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/** What the failures of a fetch mean to a person. */
final class GitErrors {

    /** The code of what ends a fetch that takes too long or brings too much. */
    static final String TOO_MUCH = "git.too-much";

    private GitErrors() {}

    static ProblemException of(GitRepository origin, Exception failure) {
        var refusal = cause(failure, ProblemException.class);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (isSilence(failure)) {
            return unreachable(origin, failure);
        }
        // An address may hold any of these words.
        var said = said(failure).replace(origin.url().strip(), "");
        if (said.contains("not authorized")
                || said.contains("not permitted")
                || said.contains("Auth fail")
                || said.contains("authentication")
                || said.contains("No more authentication methods")
                || said.contains("CredentialsProvider")) {
            return problem(
                    Kind.SETTINGS,
                    "git.refused",
                    origin.url() + " refuses the user or the secret.",
                    "Give a user and a token or key that may read the repository.",
                    failure);
        }
        if (said.contains("does not have") || said.contains("available for fetch")) {
            return noBranch(origin);
        }
        if (cause(failure, NoRemoteRepositoryException.class).isPresent()
                || said.contains("not found")
                || said.contains("404")) {
            return problem(
                    Kind.NOT_FOUND,
                    "git.no-repository",
                    "There is no git repository at " + origin.url() + ", or it is hidden from this user.",
                    "Check the address; a private repository takes a user and a token or key.",
                    failure);
        }
        if (said.contains("ancel")) {
            return problem(
                    Kind.REMOTE,
                    TOO_MUCH,
                    "Fetching " + origin.url() + " takes too long or brings too much.",
                    "Keep projects in a repository of their own, without data.",
                    failure);
        }
        return unreachable(origin, failure);
    }

    private static boolean isSilence(Exception failure) {
        return cause(failure, UnknownHostException.class).isPresent()
                || cause(failure, ConnectException.class).isPresent()
                || cause(failure, SocketTimeoutException.class).isPresent()
                || cause(failure, SSLException.class).isPresent();
    }

    private static ProblemException unreachable(GitRepository origin, Exception failure) {
        return problem(
                Kind.REMOTE,
                "git.unreachable",
                origin.url() + " cannot be fetched: " + reason(origin, failure) + ".",
                remedy(failure),
                failure);
    }

    static ProblemException noBranch(GitRepository origin) {
        var named = origin.branch().isEmpty();
        return ProblemException.of(
                Kind.NOT_FOUND,
                "git.no-branch",
                named
                        ? "The repository " + origin.url() + " has no commit yet."
                        : "The repository " + origin.url() + " has no branch \u201c" + origin.branch() + "\u201d.",
                named ? "Push a project from DSS first." : "Check the branch; leave it empty for the main one.");
    }

    private static String reason(GitRepository origin, Exception failure) {
        var host = GitAddress.parse(origin.url()).getHost();
        if (cause(failure, UnknownHostException.class).isPresent()) {
            return "the host " + host + " is not known";
        }
        if (cause(failure, ConnectException.class).isPresent()) {
            return "nothing listens there";
        }
        if (cause(failure, SocketTimeoutException.class).isPresent()) {
            return "it does not answer in time";
        }
        return cause(failure, SSLException.class)
                .map(tls -> TlsTrouble.reason(URI.create("https://" + host), tls))
                .orElseGet(() -> said(failure).replaceAll("\\.$", ""));
    }

    private static String remedy(Exception failure) {
        return cause(failure, SSLException.class)
                .map(TlsTrouble::remedy)
                .orElse("Check the address and port, and that nothing on the way blocks it.");
    }

    private static ProblemException problem(Kind kind, String code, String message, String remedy, Exception failure) {
        return new ProblemException(kind, Problem.error(code, message, remedy), failure);
    }

    /** What the innermost failure says. */
    private static String said(Throwable failure) {
        var innermost = failure;
        var all = new StringBuilder();
        while (innermost.getCause() != null) {
            all.append(innermost.getMessage()).append("; ");
            innermost = innermost.getCause();
        }
        return all.append(innermost.getMessage()).toString();
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
