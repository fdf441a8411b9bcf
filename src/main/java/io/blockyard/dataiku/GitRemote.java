package io.blockyard.dataiku;

import io.blockyard.dataiku.Origin.GitRepository;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.jspecify.annotations.Nullable;

/** A branch of a remote repository that is written to: what is there comes in, and commits go out. */
public final class GitRemote {

    private static final String FETCHED = "refs/blockyard/remote";
    private static final String USUAL_BRANCH = "main";

    private final GitRepository origin;
    private final GitDoor door;

    GitRemote(GitRepository origin, GitDoor door) {
        this.origin = origin;
        this.door = door;
    }

    /** The branch's name. */
    public String branch() {
        return origin.branch().isEmpty() ? USUAL_BRANCH : origin.branch();
    }

    /** Where it is, for people. */
    public String address() {
        return origin.url();
    }

    /**
     * Brings the branch's newest commit into a repository of our own.
     *
     * @return empty when the remote has no such branch yet
     * @throws ProblemException REMOTE when it does not answer, SETTINGS when it refuses the secret
     */
    public Optional<ObjectId> fetch(Repository repository) {
        try (var git = new Git(repository);
                var passage = door.passage(origin)) {
            var there = git
                    .lsRemote()
                    .setRemote(origin.url())
                    .setHeads(true)
                    .setTimeout(GitDoor.SILENCE_SECONDS)
                    .setCredentialsProvider(passage.credentials())
                    .setTransportConfigCallback(passage)
                    .call()
                    .stream()
                    .anyMatch(ref -> ref.getName().equals(Constants.R_HEADS + branch()));
            if (!there) {
                return Optional.empty();
            }
            git.fetch()
                    .setRemote(origin.url())
                    .setRefSpecs(new RefSpec("+" + Constants.R_HEADS + branch() + ":" + FETCHED))
                    .setTagOpt(TagOpt.NO_TAGS)
                    .setTimeout(GitDoor.SILENCE_SECONDS)
                    .setCredentialsProvider(passage.credentials())
                    .setTransportConfigCallback(passage)
                    .call();
            return Optional.ofNullable(repository.resolve(FETCHED));
        } catch (GitAPIException failure) {
            throw GitErrors.of(origin, failure);
        } catch (IOException broken) {
            throw failed("what was fetched cannot be read: " + broken.getMessage(), broken);
        }
    }

    /**
     * Makes a commit the branch's newest.
     *
     * @return whether the remote took it; not when somebody else was faster
     * @throws ProblemException REMOTE when it does not answer, SETTINGS when it refuses the secret or the push
     */
    public boolean push(Repository repository, ObjectId commit) {
        try (var git = new Git(repository);
                var passage = door.passage(origin)) {
            var results = git.push()
                    .setRemote(origin.url())
                    .setRefSpecs(new RefSpec(commit.name() + ":" + Constants.R_HEADS + branch()))
                    .setTimeout(GitDoor.SILENCE_SECONDS)
                    .setCredentialsProvider(passage.credentials())
                    .setTransportConfigCallback(passage)
                    .call();
            for (var result : results) {
                for (var update : result.getRemoteUpdates()) {
                    switch (update.getStatus()) {
                        case OK, UP_TO_DATE -> {}
                        case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> {
                            return false;
                        }
                        case REJECTED_NODELETE, REJECTED_OTHER_REASON, NON_EXISTING, NOT_ATTEMPTED, AWAITING_REPORT ->
                            throw failed(
                                    "it does not take the push: "
                                            + (update.getMessage() == null ? update.getStatus() : update.getMessage()),
                                    null);
                    }
                }
            }
            return true;
        } catch (GitAPIException failure) {
            throw GitErrors.of(origin, failure);
        }
    }

    private ProblemException failed(String why, @Nullable Exception cause) {
        var problem = Problem.error(
                "git.not-pushed",
                origin.url() + ": " + why + ".",
                "Give a user and a token or key that may write to the branch " + branch() + ".");
        return cause == null
                ? new ProblemException(Kind.SETTINGS, problem)
                : new ProblemException(Kind.REMOTE, problem, cause);
    }
}
