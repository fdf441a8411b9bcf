package io.blockyard.dataiku;

import io.blockyard.dataiku.Origin.GitRepository;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/**
 * The projects in a remote git repository. Only the newest commit of one branch is fetched, into a repository of our own
 * below a cache folder, which may be deleted at any time; each reading fetches what is new.
 */
public final class GitProjects extends TreeReader {

    private static final String HEAD = "refs/blockyard/head";

    private final GitRepository origin;
    private final GitDoor door;
    private final GitCache cache;
    private final Path store;

    /**
     * A reader that opens nothing yet.
     *
     * @param door how the repository is reached
     * @param cache where the repository is kept between readings
     */
    GitProjects(GitRepository origin, GitDoor door, GitCache cache) {
        this.origin = origin;
        this.door = door;
        this.cache = cache;
        this.store = cache.store(origin);
    }

    @Override
    <T> T reading(Function<ProjectTree, T> work) {
        var turn = cache.turn(store);
        turn.lock();
        try {
            cache.makeRoom(store);
            return read(work);
        } catch (IOException broken) {
            throw new ProblemException(
                    Kind.REMOTE,
                    Problem.error(
                            "git.broken",
                            "What was fetched from " + origin.url() + " cannot be read: " + broken.getMessage() + ".",
                            "Delete the folder " + store + " and try again."),
                    broken);
        } finally {
            turn.unlock();
        }
    }

    private <T> T read(Function<ProjectTree, T> work) throws IOException {
        try (var repository = repository()) {
            var tree = new GitTree(repository, fetch(repository), origin.folder(), called());
            cache.used(store);
            return work.apply(new ProjectTree(tree, origin.folder(), GitAddress.name(GitAddress.parse(origin.url()))));
        } catch (ProblemException refused) {
            if (refused.problems().getFirst().code().equals(GitErrors.TOO_MUCH)) {
                GitCache.delete(store);
            }
            throw refused;
        }
    }

    private Repository repository() throws IOException {
        var repository =
                new FileRepositoryBuilder().setBare().setGitDir(store.toFile()).build();
        if (!Files.exists(store.resolve(Constants.HEAD))) {
            repository.create(true);
            var config = repository.getConfig();
            config.setString("http", null, "followRedirects", "false");
            config.save();
        }
        return repository;
    }

    private ObjectId fetch(Repository repository) throws IOException {
        var wanted = origin.branch().isEmpty() ? Constants.HEAD : Constants.R_HEADS + origin.branch();
        try (var git = new Git(repository);
                var passage = door.passage(origin)) {
            git.fetch()
                    .setRemote(origin.url())
                    .setRefSpecs(new RefSpec("+" + wanted + ":" + HEAD))
                    .setDepth(1)
                    .setTagOpt(TagOpt.NO_TAGS)
                    .setTimeout(GitDoor.SILENCE_SECONDS)
                    .setCredentialsProvider(passage.credentials())
                    .setTransportConfigCallback(passage)
                    .setProgressMonitor(new GitLimits(store))
                    .call();
        } catch (GitAPIException failure) {
            throw GitErrors.of(origin, failure);
        }
        var head = repository.resolve(HEAD);
        if (head == null) {
            throw GitErrors.noBranch(origin);
        }
        return head;
    }

    private String called() {
        return (origin.branch().isEmpty() ? "" : "branch " + origin.branch() + " of ") + origin.url();
    }
}
